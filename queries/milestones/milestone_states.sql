-- Which state had each area in each milestone at a date?
-- One row per area and milestone.
-- Parameters:
--   as_at: date
--   milestone: key of the milestone whose dates give the order by date
--   regions: list of region names, empty for all
--   sort: order of the areas: region, name or date (by name where the milestone is recorded only in part)
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   short_name: short name
--   region: name of the region
--   milestone_id: key of the milestone
--   milestone: short name of the milestone
--   state: reached, not reached, overdue or not recorded
--   extent: whole or part of the area, empty if not reached
--   timing: on time, late, unclear or no target, empty if not reached
--   target_date: date, empty for no target
select
    areas.area_code,
    areas.area_name,
    areas.short_name,
    areas.region,
    status.milestone_id,
    status.short_name as milestone,
    status.state,
    status.extent,
    status.timing,
    status.target_date
from milestone_status($as_at::date) as status
join areas using (area_code)
join areas_in_order($as_at::date, $milestone::varchar, $sort::varchar) as ordered
    on ordered.area_code = status.area_code
where in_regions(areas.region, $regions::varchar[])
order by ordered.place, status.sequence;
