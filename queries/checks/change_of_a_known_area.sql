-- Neither code is a known area.
-- One row per failing row of area_changes.
-- Table: area_changes
-- Fix: Check both codes. At least one of them must be in the table areas.
-- Severity: warning
select line, 'to_code' as column_name, to_code as value
from area_changes
where line is not null
    and from_code not in (select area_code from areas)
    and to_code not in (select area_code from areas)
order by line;
