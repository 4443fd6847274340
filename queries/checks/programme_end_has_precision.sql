-- An end date needs its precision, and a precision needs its date.
-- One row per failing row of programmes.
-- Table: programmes
-- Fix: Fill both end_date and end_precision, or leave both empty.
select line, 'end_precision' as column_name, end_precision as value
from programmes
where line is not null and (end_date is null) <> (end_precision is null)
order by line;
