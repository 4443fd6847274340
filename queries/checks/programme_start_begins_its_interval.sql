-- The date is less precise than a day, but is not the first day of its month, quarter or year.
-- One row per failing row of programmes.
-- Table: programmes
-- Fix: Write the first day, for example 2018-05-01 for May 2018, or correct start_precision.
select line, 'start_date' as column_name, start_date::varchar as value
from programmes
where line is not null
    and start_date <> case start_precision
        when 'month' then date_trunc('month', start_date)
        when 'quarter' then date_trunc('quarter', start_date)
        when 'year' then date_trunc('year', start_date)
        else start_date
    end
order by line;
