-- How many areas had each value of an indicator, date by date?
-- One row per date and value.
-- Parameters:
--   indicator: code of the indicator
--   as_at: date. A value for a day or month counts from its first day, one for a quarter or year from its last
--   regions: names of regions (empty: all)
-- Columns:
--   period: date, or the first day of its month, quarter or year
--   period_precision: how exact the date is: day, month, quarter or year
--   value: in the unit of the indicator
--   value_areas: areas with this value
--   recorded: areas with any value for the date
--   areas: number of areas in the chosen regions
with
    chosen as (select area_code from areas where in_regions(region, $regions::varchar[])),
    counted as (
        select found.period, found.period_precision, found.value, count(*) as value_areas
        from chosen
        join values_by($as_at::date) as found using (area_code)
        where found.indicator_id = $indicator and found.value is not null
        group by found.period, found.period_precision, found.value
    )
select
    period,
    period_precision,
    value,
    value_areas,
    sum(value_areas) over (partition by period, period_precision)::bigint as recorded,
    (select count(*) from chosen) as areas
from counted
order by period, period_precision, value;
