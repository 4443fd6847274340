-- The date is less precise than a day, but is not the first day of its month, quarter or year.
-- One row per failing row of points_of_light.
-- Table: points_of_light
-- Fix: Write the first day, for example 2018-05-01 for May 2018, or correct cited_on_precision.
select line, 'cited_on' as column_name, cited_on::varchar as value
from points_of_light
where line is not null
    and cited_on <> case cited_on_precision
        when 'month' then date_trunc('month', cited_on)
        when 'quarter' then date_trunc('quarter', cited_on)
        when 'year' then date_trunc('year', cited_on)
        else cited_on
    end
order by line;
