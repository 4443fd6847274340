-- What happened on the dates that tell how the areas got to integrated care systems. One row per date and event: the
-- target of a milestone, the first areas at a stage, and each date on which areas became an integrated care system.
create or replace view key_events as
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
select ordered.day, 'reached' as event, ordered.milestone_id, ordered.areas, ordered.is_first
from ordered
join milestones using (milestone_id)
where milestones.is_stage and (ordered.is_first or ordered.milestone_id = 'ics_designated')
union all
select target_date, 'target', milestone_id, 0, false
from milestones
where target_date is not null;

-- The days of these events. One row per day, at most 15: the targets of the stages, the first day of each stage, and
-- the days of designations. Where there are more, the days with the fewest designations give way.
create or replace view key_days as
with
    events as (
        select
            key_events.day,
            case when key_events.event = 'target' then 1 when key_events.is_first then 2 else 3 end as importance,
            if(key_events.milestone_id = 'ics_designated', key_events.areas, 0) as designated_areas
        from key_events
        join milestones using (milestone_id)
        where milestones.is_stage
    ),
    ordered as (
        select day, row_number() over (order by min(importance), max(designated_areas) desc, day) as place
        from events
        group by day
    )
select day
from ordered
where place <= 15;
