-- A self-assessment score must be from 1 to 5.
-- One row per failing row of indicator_values.
-- Table: indicator_values
-- Fix: Enter a number from 1 to 5.
select indicator_values.line, 'value' as column_name, indicator_values.value::varchar as value
from indicator_values
join indicators using (indicator_id)
where indicator_values.line is not null
    and indicators.framework = '16 lessons'
    and indicator_values.value not between 1 and 5
order by indicator_values.line;
