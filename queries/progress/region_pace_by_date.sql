-- How many areas of each region were designated on each key date, and on one other date, and was it fast enough?
-- One row per date and region.
-- Parameters:
--   as_at: date, shown as well as the key dates
-- Columns:
--   day: date
--   region: name of the region
--   areas: number of areas
--   designated_areas: number of areas that were designated
--   outlook: met, on course, at risk, missed or not known
with days as (
    select day from key_days
    union
    select $as_at::date
)
select days.day, pace.region, pace.areas, pace.designated_areas, pace.outlook
from days
cross join pace_of_designation(days.day, []) as pace
where pace.region is not null
order by days.day, pace.region;
