-- Which dates of milestones have changed?
-- One row per milestone and area whose date was changed, added or removed.
-- Parameters: none
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   milestone: short name of the milestone
--   is_stage: true if it is a stage on the way to a statutory board
--   date_before: date, or the first day of its month, quarter or year (empty: none)
--   precision_before: how exact the date is: day, month, quarter or year
--   date_after: date, or the first day of its month, quarter or year (empty: none)
--   precision_after: how exact the date is: day, month, quarter or year
select
    area_code,
    areas.area_name,
    coalesce(new_names.short_name, old_names.short_name) as milestone,
    coalesce(new_names.is_stage, old_names.is_stage) as is_stage,
    before.date as date_before,
    before.date_precision as precision_before,
    after.date as date_after,
    after.date_precision as precision_after
from changed.area_milestones
join state_after.areas as areas using (area_code)
semi join state_before.areas as known using (area_code)
left join state_before.area_milestones as before using (area_code, milestone_id)
left join state_after.area_milestones as after using (area_code, milestone_id)
left join state_before.milestones as old_names using (milestone_id)
left join state_after.milestones as new_names using (milestone_id)
where (before.date, before.date_precision) is distinct from (after.date, after.date_precision)
order by
    milestone_id <> 'ics_designated',
    coalesce(new_names.sequence, old_names.sequence),
    areas.area_name,
    area_code;
