-- The period does not start on the first day of a month.
-- One row per failing row of indicator_values.
-- Table: indicator_values
-- Fix: Enter the first day (2020-04-01 for the year from April 2020), or correct period_precision.
select line, 'period' as column_name, period::varchar as value
from indicator_values
where line is not null and period_precision <> 'day' and day(period) <> 1
order by line;
