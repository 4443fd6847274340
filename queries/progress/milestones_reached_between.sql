-- What changed between two dates: which areas reached which milestone?
-- One row per area and milestone reached after the first date and by the second.
-- Parameters:
--   since: date
--   as_at: date
--   regions: list of region names, empty for all
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
--   milestone_id: key of the milestone
--   milestone: short name of the milestone
--   reached_on: first day of the interval
--   reached_precision: day, month, quarter or year
--   extent: whole or part of the area
--   timing: on time, late, unclear or no target
--   stage_before: furthest stage at the first date
--   stage_after: furthest stage at the second date
--   source_title: title of the source
--   source_url: address of the source
select
    areas.area_code,
    areas.area_name,
    areas.region,
    status.milestone_id,
    status.short_name as milestone,
    status.reached_from as reached_on,
    status.reached_precision,
    status.extent,
    status.timing,
    stage_before.stage as stage_before,
    stage_after.stage as stage_after,
    status.source_title,
    status.source_url
from milestone_status($as_at::date) as status
join areas using (area_code)
join furthest_stage($since::date) as stage_before on stage_before.area_code = status.area_code
join furthest_stage($as_at::date) as stage_after on stage_after.area_code = status.area_code
where status.state = 'reached'
    and status.reached_by > $since::date
    and in_regions(areas.region, $regions::varchar[])
order by status.reached_by, status.sequence, areas.region, areas.area_name;
