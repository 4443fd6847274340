-- Which areas became integrated care systems early: at least a number of days before the target?
-- One row per area, the earliest first.
-- Parameters:
--   as_at: what had happened by this date, like 2020-12-31
--   early_days: how many days before the target count as early
--   regions: names of regions (empty: all)
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
--   designated_on: date, or the first day of its month, quarter or year
--   designated_precision: how exact the date is: day, month, quarter or year
--   days_before_target: days, counted from the end of the month, quarter or year if the exact day is not known
--   population: people
select
    areas.area_code,
    areas.area_name,
    areas.region,
    early.reached_from as designated_on,
    early.reached_precision as designated_precision,
    early.days_before_target,
    areas.population
from early_areas($as_at::date, $early_days::integer) as early
join areas using (area_code)
where in_regions(areas.region, $regions::varchar[])
order by early.days_before_target desc, areas.area_name;
