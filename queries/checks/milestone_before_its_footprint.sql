-- The milestone is earlier than the footprint of its area.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Check the date and the code: area_changes says when the area came out of which others.
-- Severity: warning
with began as (
    -- The change by which an area came about lies between from_date and to_date: before from_date it cannot have been.
    select to_code as area_code, min(from_date) as earliest
    from area_changes
    group by to_code
)
select area_milestones.line, 'date' as column_name, area_milestones.date::varchar as value
from area_milestones
join began using (area_code)
where area_milestones.line is not null
    and began.earliest > case area_milestones.date_precision
        when 'month' then area_milestones.date + interval 1 month - interval 1 day
        when 'quarter' then area_milestones.date + interval 3 month - interval 1 day
        when 'year' then area_milestones.date + interval 1 year - interval 1 day
        else area_milestones.date
    end
order by area_milestones.line;
