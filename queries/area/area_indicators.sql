-- What value do the chosen areas have in each indicator, compared with their region and England?
-- One row per area and indicator of the published data, and per lesson on which an area rated itself.
-- Parameters:
--   area_codes: ONS codes of areas (empty: all)
--   as_at: what had happened by this date, like 2020-12-31
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   indicator_id: code of the indicator
--   indicator_name: name of the indicator
--   theme: name of the theme
--   unit: what the value counts or means
--   direction: which is better: higher, lower or none
--   target: value that was expected, empty for none
--   coverage: complete, or partial. Where it is partial, a missing row does not mean no
--   value: in the unit of the indicator (empty: not known)
--   label: description in words, may be empty
--   period: date, or the first day of its month, quarter or year
--   period_precision: how exact the date is: day, month, quarter or year
--   region: name of the region
--   region_median: value of the middle area (median) of the region, of those with a value for the same date
--   region_sum: sum of the same values. For yes or no, how many say yes
--   region_areas: areas of the region with a value for that date
--   england_median: value of the middle area (median) of England
--   england_sum: sum of all areas of England
--   england_areas: number of areas in England
--   source_title: title of the source
--   source_url: address of the source
with
    asked as (
        select area_code, area_name, region
        from areas
        where (len($area_codes::varchar[]) = 0 or list_contains($area_codes::varchar[], area_code))
    ),
    latest as (
        select * from latest_values($as_at::date)
    ),
    compared as (
        select
            latest.indicator_id,
            latest.area_code,
            median(peers.value) filter (peer_areas.region = areas.region) as region_median,
            sum(peers.value) filter (peer_areas.region = areas.region) as region_sum,
            count(peers.value) filter (peer_areas.region = areas.region) as region_areas,
            median(peers.value) as england_median,
            sum(peers.value) as england_sum,
            count(peers.value) as england_areas
        from latest
        join areas using (area_code)
        join values_by($as_at::date) as peers
            on peers.indicator_id = latest.indicator_id and peers.period = latest.period
            and peers.period_precision = latest.period_precision
        join areas as peer_areas on peer_areas.area_code = peers.area_code
        where (len($area_codes::varchar[]) = 0 or list_contains($area_codes::varchar[], latest.area_code))
        group by latest.indicator_id, latest.area_code
    )
select
    asked.area_code,
    asked.area_name,
    indicators.indicator_id,
    indicators.indicator_name,
    indicators.theme,
    indicators.unit,
    indicators.direction,
    indicators.target,
    indicators.coverage,
    latest.value,
    latest.label,
    latest.period,
    latest.period_precision,
    asked.region,
    compared.region_median,
    compared.region_sum,
    coalesce(compared.region_areas, 0) as region_areas,
    compared.england_median,
    compared.england_sum,
    coalesce(compared.england_areas, 0) as england_areas,
    latest.source_title,
    latest.source_url
from asked
cross join indicators
left join latest on latest.area_code = asked.area_code and latest.indicator_id = indicators.indicator_id
left join compared on compared.area_code = asked.area_code and compared.indicator_id = indicators.indicator_id
where indicators.framework = 'published data' or indicators.indicator_id in (select indicator_id from compared)
order by
    indicators.theme,
    indicators.indicator_name,
    indicators.indicator_id,
    list_position($area_codes::varchar[], asked.area_code),
    asked.area_code;
