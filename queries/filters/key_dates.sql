-- On which dates did areas reach a stage, and which dates were targets?
-- One row per date and event: a target, the first areas at a stage, and each date on which areas became an ICS.
-- Parameters: none
-- Columns:
--   day: date, or the last day of its month, quarter or year
--   event: target or reached
--   milestone: short name of the milestone
--   areas: areas that reached the milestone on that day, 0 for a target
--   is_first: true for the first areas to reach it
select key_events.day, key_events.event, milestones.short_name as milestone, key_events.areas, key_events.is_first
from key_events
join milestones using (milestone_id)
order by day, event desc, milestone;
