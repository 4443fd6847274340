-- What value does each area have in one indicator, compared with its region and England?
-- One row per area.
-- Parameters:
--   indicator: code of the indicator
--   as_at: date. A value for a day or month counts from its first day, one for a quarter or year from its last
--   regions: names of regions (empty: all)
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   tile_label: shortest name
--   region: name of the region
--   value: latest value in the unit of the indicator (empty: not known)
--   label: description in words, may be empty
--   period: date of the value, or the first day of its month, quarter or year
--   period_precision: how exact the date is: day, month, quarter or year
--   note: text
--   region_median: value of the middle area (median). Empty for codes, and if under half the areas have a value
--   region_recorded: areas of the region with a value
--   region_areas: number of areas in the region
--   england_median: value of the middle area (median) of England, by the same rule
--   england_recorded: areas of England with a value
--   england_areas: number of areas in England
--   source_title: title of the source
--   source_url: address of the source
with
    compared as (
        select
            areas.area_code,
            areas.area_name,
            areas.tile_label,
            areas.region,
            latest.value,
            latest.label,
            latest.period,
            latest.period_precision,
            latest.note,
            latest.source_title,
            latest.source_url,
            median(latest.value) over region_of as region_median,
            count(latest.value) over region_of as region_recorded,
            count(*) over region_of as region_areas,
            median(latest.value) over () as england_median,
            count(latest.value) over () as england_recorded,
            count(*) over () as england_areas,
            (select unit like 'code %' from indicators where indicator_id = $indicator) as is_code
        from areas
        left join latest_values($as_at::date) as latest
            on latest.area_code = areas.area_code and latest.indicator_id = $indicator
        window region_of as (partition by areas.region)
    )
select
    area_code,
    area_name,
    tile_label,
    region,
    value,
    label,
    period,
    period_precision,
    note,
    case when not is_code and 2 * region_recorded >= region_areas then region_median end as region_median,
    region_recorded,
    region_areas,
    case when not is_code and 2 * england_recorded >= england_areas then england_median end as england_median,
    england_recorded,
    england_areas,
    source_title,
    source_url
from compared
where in_regions(region, $regions::varchar[])
order by region, area_name;
