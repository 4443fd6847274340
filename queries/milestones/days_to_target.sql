-- How many days before or after the target had each area reached a milestone?
-- One row per area.
-- Parameters:
--   as_at: date
--   milestone: key of the milestone
--   regions: list of region names, empty for all
--   sort: order of the areas: region, name or date (by name where the milestone is recorded only in part)
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   short_name: short name
--   region: name of the region
--   state: reached, not reached, overdue or not recorded
--   timing: on time, late, unclear or no target, empty if not reached
--   reached_from: first day of the interval
--   reached_by: last day of the interval
--   reached_precision: day, month, quarter or year
--   extent: whole or part of the area
--   target_date: date, empty for no target
--   most_days_before: days before the target, by the start of the interval, negative after it
--   days_before_target: days, by the end of the interval, negative after it
select
    areas.area_code,
    areas.area_name,
    areas.short_name,
    areas.region,
    status.state,
    status.timing,
    status.reached_from,
    status.reached_by,
    status.reached_precision,
    status.extent,
    status.target_date,
    status.most_days_before_target as most_days_before,
    status.days_before_target
from milestone_status($as_at::date) as status
join areas using (area_code)
join areas_in_order($as_at::date, $milestone::varchar, $sort::varchar) as ordered
    on ordered.area_code = status.area_code
where status.milestone_id = $milestone::varchar
    and in_regions(areas.region, $regions::varchar[])
order by ordered.place;
