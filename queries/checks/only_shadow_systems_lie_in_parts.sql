-- Only a shadow system can cover part of an area.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Enter whole in extent, or change milestone_id to shadow_ics.
select line, 'extent' as column_name, extent as value
from area_milestones
where line is not null and extent = 'part' and milestone_id <> 'shadow_ics'
order by line;
