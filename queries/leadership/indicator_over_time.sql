-- How did an indicator change in each area and region, up to a date?
-- One row per area and date with a value.
-- Parameters:
--   indicator: code of the indicator
--   as_at: date. A value for a day or month counts from its first day, one for a quarter or year from its last
--   regions: names of regions (empty: all)
-- Columns:
--   region: name of the region
--   area_code: ONS code of the area
--   area_name: name of the area
--   period: date, or the first day of its month, quarter or year
--   period_precision: how exact the date is: day, month, quarter or year
--   value: in the unit of the indicator
--   region_median: value of the middle area (median) of the region. Empty if under half its areas have a value
--   recorded: areas in the chosen regions with a value for the date
--   areas: number of areas in the chosen regions
with
    chosen as (
        select
            area_code,
            area_name,
            region,
            count(*) over () as areas,
            count(*) over (partition by region) as region_areas
        from areas
        where in_regions(region, $regions::varchar[])
    ),
    compared as (
        select
            chosen.*,
            found.period,
            found.period_precision,
            found.value,
            median(found.value) over in_region as region_median,
            count(*) over in_region as region_recorded,
            count(*) over (partition by found.period, found.period_precision) as recorded
        from chosen
        join values_by($as_at::date) as found using (area_code)
        where found.indicator_id = $indicator and found.value is not null
        window in_region as (partition by chosen.region, found.period, found.period_precision)
    )
select
    region,
    area_code,
    area_name,
    period,
    period_precision,
    value,
    case when 2 * region_recorded >= region_areas then region_median end as region_median,
    recorded,
    areas
from compared
order by region, area_name, period, period_precision;
