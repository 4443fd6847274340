-- How many systems were there at each year's end and at a date, counting those named in parts of other areas?
-- One row per day: the ends of the years from 2017, and the date itself.
-- Parameters:
--   as_at: date
--   regions: list of region names, empty for all
-- Columns:
--   day: date
--   whole_areas: number of areas designated as a whole
--   part_systems: systems named in parts of areas not yet designated as a whole
--   systems: the sum, as counted in the press
with
    days as (
        select make_date(ends.year, 12, 31) as day
        from range(2017, year($as_at::date)) as ends(year)
        union
        select $as_at::date
    ),
    chosen as (
        select
            areas.area_code,
            whole.date_end as designated_from,
            shadow.date_end as parts_from,
            coalesce(shadow.part_systems, 0) as part_systems
        from areas
        left join milestone_intervals as whole
            on whole.area_code = areas.area_code and whole.milestone_id = 'ics_designated'
        left join milestone_intervals as shadow
            on shadow.area_code = areas.area_code and shadow.milestone_id = 'shadow_ics'
        where in_regions(areas.region, $regions::varchar[])
    ),
    counted as (
        select
            days.day,
            count(*) filter (chosen.designated_from <= days.day) as whole_areas,
            coalesce(
                sum(chosen.part_systems) filter (
                    chosen.parts_from <= days.day and coalesce(chosen.designated_from > days.day, true)
                ),
                0
            )::bigint as part_systems
        from days
        cross join chosen
        group by days.day
    )
select day, whole_areas, part_systems, whole_areas + part_systems as systems
from counted
order by day;
