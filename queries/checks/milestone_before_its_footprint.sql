-- The date is before the area existed.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Check the date and the code. The table area_changes says when each area was formed, and from which areas.
-- Severity: warning
with began as (
    -- An area came about between from_date and to_date of its change: it cannot be older than from_date.
    select to_code as area_code, min(from_date) as earliest
    from area_changes
    group by to_code
)
select area_milestones.line, 'date' as column_name, area_milestones.date::varchar as value
from area_milestones
join began using (area_code)
where area_milestones.line is not null
    -- a date with a wrong precision, which is reported elsewhere, counts as a day
    and began.earliest > coalesce(
        interval_end(area_milestones.date, area_milestones.date_precision), area_milestones.date
    )
order by area_milestones.line;
