-- On which dates did areas reach a stage, and which dates were targets?
-- One row per date and event: a target, the first areas at a stage, and each date on which areas became an ICS.
-- Parameters: none
-- Columns:
--   day: date, or the last day of its month, quarter or year
--   event: target or reached
--   milestone: short name of the milestone
--   areas: areas that reached the milestone on that day, 0 for a target
--   is_first: true for the first areas to reach it
with
    reached as (
        select milestone_id, date_end as day, count(*) as areas
        from milestone_intervals
        group by milestone_id, date_end
    ),
    ordered as (
        select *, row_number() over (partition by milestone_id order by day) = 1 as is_first
        from reached
    )
select ordered.day, 'reached' as event, milestones.short_name as milestone, ordered.areas, ordered.is_first
from ordered
join milestones using (milestone_id)
where milestones.is_stage and (ordered.is_first or ordered.milestone_id = 'ics_designated')
union all
select target_date, 'target', short_name, 0, false
from milestones
where target_date is not null
order by day, event desc, milestone;
