-- The state of every area in every milestone at a date. One row per area and milestone.
--   reached:       recorded, and the whole interval of its date has passed
--   not reached:   not reached by the date, and no target has passed
--   overdue:       not reached, and the target has passed (not where an imprecise date may lie before the target)
--   not recorded:  no row, and the coverage of the milestone is partial or nothing at all is recorded of the area
-- timing of what was reached: on time, late, unclear (the target lies inside an imprecise date), no target.
create or replace macro milestone_status(as_at) as table
with
    grid as (
        select areas.area_code, recorded_areas.area_code is not null as is_recorded, milestones.*
        from areas
        cross join milestones
        left join recorded_areas on recorded_areas.area_code = areas.area_code
    ),
    dated as (
        select
            grid.area_code,
            grid.milestone_id,
            grid.short_name,
            grid.sequence,
            grid.is_stage,
            grid.target_date,
            found.date_start,
            found.date_end,
            found.date_precision,
            found.extent,
            found.part_systems,
            case
                when found.date_end <= as_at then 'reached'
                when found.date_end is null and (grid.coverage = 'partial' or not grid.is_recorded) then 'not recorded'
                when grid.target_date < as_at and coalesce(found.date_start > grid.target_date, true) then 'overdue'
                else 'not reached'
            end as state
        from grid
        left join milestone_intervals as found
            on found.area_code = grid.area_code and found.milestone_id = grid.milestone_id
    )
select
    *,
    case
        when state <> 'reached' then null
        when target_date is null then 'no target'
        when date_end <= target_date then 'on time'
        when date_start > target_date then 'late'
        else 'unclear'
    end as timing,
    case when state = 'reached' then date_diff('day', date_end, target_date) end as days_before_target
from dated;
