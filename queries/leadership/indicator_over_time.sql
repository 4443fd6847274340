-- How did an indicator change in each area, and in its region, up to a date?
-- One row per area and period, with its precision, that has a value.
-- Parameters:
--   indicator: key of the indicator
--   as_at: date; a value of a day or month counts from its first day, one of a quarter or year from its last
--   regions: list of region names; empty for all
-- Columns:
--   region: name of the region
--   area_code: ONS code of the area
--   area_name: name of the area
--   period: first day of the period
--   period_precision: day, month, quarter or year
--   value: in the unit
--   region_median: median of the region in the period, in the unit; empty if fewer than half of its areas have one
--   recorded: areas in the chosen regions with a value in the period
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
