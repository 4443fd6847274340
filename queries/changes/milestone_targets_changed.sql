-- Which target dates have changed?
-- One row per milestone whose target was changed, added or removed.
-- Parameters: none
-- Columns:
--   milestone_id: code of the milestone
--   milestone: short name of the milestone
--   target_before: date, empty for none
--   target_after: date, empty for none
select
    milestone_id,
    after.short_name as milestone,
    before.target_date as target_before,
    after.target_date as target_after
from changed.milestones
join state_before.milestones as before using (milestone_id)
join state_after.milestones as after using (milestone_id)
where before.target_date is distinct from after.target_date
order by after.sequence, milestone_id;
