-- When had each area reached each milestone by a date, and which source says so?
-- One row per area and milestone reached.
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
--   reached_from: first day of the interval
--   reached_by: last day of the interval
--   reached_precision: day, month, quarter or year
--   extent: whole or part of the area
--   timing: on time, late, unclear or no target
--   source_title: title of the source
--   source_url: address of the source
select
    areas.area_code,
    areas.area_name,
    areas.short_name,
    areas.region,
    status.milestone_id,
    status.short_name as milestone,
    status.reached_from,
    status.reached_by,
    status.reached_precision,
    status.extent,
    status.timing,
    status.source_title,
    status.source_url
from milestone_status($as_at::date) as status
join areas using (area_code)
join areas_in_order($as_at::date, $milestone::varchar, $sort::varchar) as ordered
    on ordered.area_code = status.area_code
where status.state = 'reached'
    and in_regions(areas.region, $regions::varchar[])
order by ordered.place, status.sequence;
