-- Which milestones have another target date than before?
-- One row per milestone of both states whose target differs, appears or disappears.
-- Parameters: none
-- Columns:
--   milestone_id: key of the milestone
--   milestone: short name of the milestone
--   target_before: day, empty for none
--   target_after: day, empty for none
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
