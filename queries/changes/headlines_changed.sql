-- Which main numbers differ, and where: areas that were integrated care systems, and people in them?
-- One row per date and place whose numbers differ: England and each region.
-- Parameters:
--   days: list of dates to look at
-- Columns:
--   day: date
--   place: England, or name of the region
--   designated_before: number of areas that were integrated care systems
--   areas_before: number of areas
--   designated_people_before: people who lived in them
--   people_before: people who lived in all areas
--   designated_after: number of areas that were integrated care systems
--   areas_after: number of areas
--   designated_people_after: people who lived in them
--   people_after: people who lived in all areas
with
    days as (
        select unnest($days::date[]) as day
    ),
    designations as (
        select 'before' as state, areas.region, areas.population, milestone_grid.date_end
        from state_before.areas as areas
        join state_before.milestone_grid as milestone_grid using (area_code)
        where milestone_grid.milestone_id = 'ics_designated'
        union all
        select 'after', areas.region, areas.population, milestone_grid.date_end
        from state_after.areas as areas
        join state_after.milestone_grid as milestone_grid using (area_code)
        where milestone_grid.milestone_id = 'ics_designated'
    ),
    counted as (
        select
            days.day,
            coalesce(designations.region, 'England') as place,
            count(*) filter (state = 'before' and date_end <= days.day) as designated_before,
            count(*) filter (state = 'before') as areas_before,
            coalesce(sum(population) filter (state = 'before' and date_end <= days.day), 0)::bigint
                as designated_people_before,
            coalesce(sum(population) filter (state = 'before'), 0)::bigint as people_before,
            count(*) filter (state = 'after' and date_end <= days.day) as designated_after,
            count(*) filter (state = 'after') as areas_after,
            coalesce(sum(population) filter (state = 'after' and date_end <= days.day), 0)::bigint
                as designated_people_after,
            coalesce(sum(population) filter (state = 'after'), 0)::bigint as people_after
        from days
        cross join designations
        group by grouping sets ((days.day, designations.region), (days.day))
    )
from counted
where (designated_before, areas_before, designated_people_before, people_before)
    <> (designated_after, areas_after, designated_people_after, people_after)
order by day, place <> 'England', place;
