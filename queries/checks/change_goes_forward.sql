-- The area that came out of the change does not begin after the one that it came from.
-- One row per failing row of area_changes.
-- Table: area_changes
-- Fix: Give the date of the change in to_date, and in from_date the earlier date from which the former area existed.
select line, 'to_date' as column_name, to_date::varchar as value
from area_changes
where line is not null and to_date <= from_date
order by line;
