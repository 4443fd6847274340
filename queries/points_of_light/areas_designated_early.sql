-- Which areas had been designated early: at least a number of days before the target?
-- One row per area, the earliest first.
-- Parameters:
--   as_at: date
--   early_days: days before the target
--   regions: list of region names; empty for all
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
--   designated_on: first day of the interval
--   designated_precision: day, month, quarter or year
--   days_before_target: days, by the end of the interval
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
