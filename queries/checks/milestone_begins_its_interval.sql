-- The date is less precise than a day, but is not the first day of its month, quarter or year.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Write the first day, for example 2020-05-01 for May 2020, or correct date_precision.
select line, 'date' as column_name, date::varchar as value
from area_milestones
where line is not null
    and date <> case date_precision
        when 'month' then date_trunc('month', date)
        when 'quarter' then date_trunc('quarter', date)
        when 'year' then date_trunc('year', date)
        else date
    end
order by line;
