-- The areas in an order to be read in. One row per area with its place, from 1.
--   region: by region, then by name
--   name:   by name
--   date:   by the end of the date at which the milestone was reached, then by name, areas without a date at the end.
--           By name alone where the milestone is recorded only in part: a missing row would look like a late one.
create or replace macro areas_in_order(as_at, wanted_milestone, sorting) as table
select
    areas.area_code,
    row_number() over (
        order by
            case when sorting = 'region' then areas.region end,
            case when sorting = 'date' and milestones.coverage = 'complete' then status.reached_by end nulls last,
            areas.area_name,
            areas.area_code
    ) as place
from areas
left join milestones on milestones.milestone_id = wanted_milestone
left join milestone_status(as_at) as status
    on status.area_code = areas.area_code and status.milestone_id = wanted_milestone;
