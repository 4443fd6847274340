-- The programme needs exactly one main area.
-- One row per failing row of programme_areas.
-- Table: programme_areas
-- Fix: Enter true in is_main for one area of the programme, and false for the others.
-- Severity: warning
select line, 'is_main' as column_name, is_main::varchar as value
from programme_areas
qualify line is not null and count(*) filter (is_main) over (partition by programme_id) <> 1
order by line;
