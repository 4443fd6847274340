-- Only a shadow system can cover a part of an area; this milestone is reached by the whole area or not at all.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Write extent whole, or give the row milestone_id shadow_ics.
select line, 'extent' as column_name, extent as value
from area_milestones
where line is not null and extent = 'part' and milestone_id <> 'shadow_ics'
order by line;
