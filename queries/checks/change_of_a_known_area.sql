-- No area of table areas is at either end of this change.
-- One row per failing row of area_changes.
-- Table: area_changes
-- Fix: Check both codes; one of them is an area, its predecessor or its successor.
-- Severity: warning
select line, 'to_code' as column_name, to_code as value
from area_changes
where line is not null
    and from_code not in (select area_code from areas)
    and to_code not in (select area_code from areas)
order by line;
