-- You are deleting a milestone that the pages need.
-- One row per missing milestone of milestones.
-- Table: milestones
-- Fix: Keep the rows of ics_designated and shadow_ics.
select null::bigint as line, 'milestone_id' as column_name, needed.milestone_id as value
from (values ('ics_designated'), ('shadow_ics')) as needed (milestone_id)
anti join milestones using (milestone_id)
order by needed.milestone_id;
