-- The row has neither a value nor a label, so it says nothing.
-- One row per failing row of indicator_values.
-- Table: indicator_values
-- Fix: Fill one of them, or leave the row out: a missing row means that nothing is recorded.
-- Severity: warning
select line, 'value' as column_name, value::varchar as value
from indicator_values
where line is not null and value is null and label is null
order by line;
