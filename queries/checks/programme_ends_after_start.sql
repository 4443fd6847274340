-- The programme ends before it starts.
-- One row per failing row of programmes.
-- Table: programmes
-- Fix: Correct start_date or end_date.
select line, 'end_date' as column_name, end_date::varchar as value
from programmes
where line is not null and end_date < start_date
order by line;
