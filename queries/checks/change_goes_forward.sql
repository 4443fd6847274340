-- The new area does not start after the old one.
-- One row per failing row of area_changes.
-- Table: area_changes
-- Fix: Enter the date of the change in to_date. In from_date, enter an earlier date when the old area existed.
select line, 'to_date' as column_name, to_date::varchar as value
from area_changes
where line is not null and to_date <= from_date
order by line;
