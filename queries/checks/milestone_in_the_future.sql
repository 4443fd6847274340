-- The date is in the future.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Check the year. Only record milestones that an area has reached. You can put plans in a note.
-- Severity: warning
select line, 'date' as column_name, date::varchar as value
from area_milestones
where line is not null and date > current_date
order by line;
