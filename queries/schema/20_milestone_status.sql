-- Every area with every milestone, and what is recorded of it. One row per area and milestone.
-- A table, not a view: it does not depend on the chosen date, and most queries start with it.
create or replace table milestone_grid as
select
    areas.area_code,
    milestones.milestone_id,
    milestones.short_name,
    milestones.sequence,
    milestones.is_stage,
    milestones.target_date,
    -- a missing row says nothing where the coverage is partial, or where nothing at all is recorded of the area
    milestones.coverage = 'partial' or recorded_areas.area_code is null as may_be_unrecorded,
    found.date_start,
    found.date_end,
    found.date_precision,
    found.extent,
    found.part_systems,
    found.note,
    found.source_title,
    found.source_url
from areas
cross join milestones
left join recorded_areas on recorded_areas.area_code = areas.area_code
left join milestone_intervals as found
    on found.area_code = areas.area_code and found.milestone_id = milestones.milestone_id;

-- The state of every area in every milestone at a date. One row per area and milestone.
--   reached:       recorded, and the whole interval of its date has passed
--   not reached:   not reached by the date, and no target has passed
--   overdue:       not reached, and the target has passed (not where an imprecise date may be before the target)
--   not recorded:  no row, and the coverage of the milestone is partial or nothing at all is recorded of the area
-- reached_from, reached_by and the rest of what is recorded: empty unless it was reached.
-- timing of what was reached: on time, late, unclear (the target is inside an imprecise date), no target.
create or replace macro milestone_status(as_at) as table
with stated as (
    select
        *,
        case
            when date_end <= as_at then 'reached'
            when date_end is null and may_be_unrecorded then 'not recorded'
            when target_date < as_at and coalesce(date_start > target_date, true) then 'overdue'
            else 'not reached'
        end as state
    from milestone_grid
)
select
    area_code,
    milestone_id,
    short_name,
    sequence,
    is_stage,
    target_date,
    state,
    case when state = 'reached' then date_start end as reached_from,
    case when state = 'reached' then date_end end as reached_by,
    case when state = 'reached' then date_precision end as reached_precision,
    case when state = 'reached' then extent end as extent,
    case when state = 'reached' then part_systems end as part_systems,
    case when state = 'reached' then note end as note,
    case when state = 'reached' then source_title end as source_title,
    case when state = 'reached' then source_url end as source_url,
    case
        when state <> 'reached' then null
        when target_date is null then 'no target'
        when reached_by <= target_date then 'on time'
        when reached_from > target_date then 'late'
        else 'unclear'
    end as timing,
    date_diff('day', reached_from, target_date) as most_days_before_target,
    date_diff('day', reached_by, target_date) as days_before_target
from stated;
