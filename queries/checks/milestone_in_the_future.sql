-- The date is in the future, but a milestone is recorded when it was reached.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Check the year; write what is only planned into the note of a milestone that was reached, or leave it out.
-- Severity: warning
select line, 'date' as column_name, date::varchar as value
from area_milestones
where line is not null and date > current_date
order by line;
