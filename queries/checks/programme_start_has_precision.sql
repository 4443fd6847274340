-- A start date needs its precision, and a precision needs its date.
-- One row per failing row of programmes.
-- Table: programmes
-- Fix: Fill both start_date and start_precision, or leave both empty.
select line, 'start_precision' as column_name, start_precision as value
from programmes
where line is not null and (start_date is null) <> (start_precision is null)
order by line;
