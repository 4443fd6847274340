-- How fast did the designations go, and how fast would they have to go to reach everybody by the target?
-- One row per region, and one with an empty region for all the chosen regions together.
-- Parameters:
--   as_at: date
--   regions: list of region names, empty for all
-- Columns:
--   region: name, empty for all together
--   areas: number of areas
--   designated_areas: number of areas that were designated
--   population: people
--   designated_population: people
--   days_left: days to the target, negative after it
--   needed_areas_per_month: areas a month until the target, empty if no area or no day is left, or one is not recorded
--   actual_areas_per_month: areas a month in the last 365 days
--   needed_people_per_month: people a month
--   actual_people_per_month: people a month
--   outlook: met, on course, at risk, missed or not known
select
    region,
    areas,
    designated_areas,
    population::bigint as population,
    designated_population::bigint as designated_population,
    days_left,
    needed_areas_per_month,
    actual_areas_per_month,
    needed_people_per_month,
    actual_people_per_month,
    outlook
from pace_of_designation($as_at::date, $regions::varchar[])
order by region nulls last;
