-- The row has neither a value nor a label.
-- One row per failing row of indicator_values.
-- Table: indicator_values
-- Fix: Fill in one of them, or delete the row. A missing row means not recorded.
-- Severity: warning
select line, 'value' as column_name, value::varchar as value
from indicator_values
where line is not null and value is null and label is null
order by line;
