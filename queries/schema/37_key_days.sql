-- The days that tell how the areas got to integrated care systems. One row per day, at most 15: the targets of the
-- stages, the first day of each stage, and the days of designations. Where there are more, the days with the fewest
-- designations give way.
create or replace view key_days as
with
    reached as (
        select milestone_id, date_end as day, count(*) as areas
        from milestone_intervals
        group by milestone_id, date_end
    ),
    events as (
        select target_date as day, 1 as importance, 0 as areas
        from milestones
        where is_stage and target_date is not null
        union all
        select min(reached.day), 2, 0
        from reached
        join milestones using (milestone_id)
        where milestones.is_stage
        group by milestone_id
        union all
        select day, 3, areas
        from reached
        where milestone_id = 'ics_designated'
    ),
    ordered as (
        select day, row_number() over (order by min(importance), max(areas) desc, day) as place
        from events
        group by day
    )
select day
from ordered
where place <= 15;
