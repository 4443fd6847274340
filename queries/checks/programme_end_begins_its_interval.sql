-- The date is less precise than a day, but is not the first day of its month, quarter or year.
-- One row per failing row of programmes.
-- Table: programmes
-- Fix: Write the first day, for example 2018-05-01 for May 2018, or correct end_precision.
select line, 'end_date' as column_name, end_date::varchar as value
from programmes
where line is not null
    and end_date <> case end_precision
        when 'month' then date_trunc('month', end_date)
        when 'quarter' then date_trunc('quarter', end_date)
        when 'year' then date_trunc('year', end_date)
        else end_date
    end
order by line;
