-- How did the coverage by integrated care systems grow, by areas and by population, up to a date?
-- One row per day on which the coverage changed, with a first and a last row that carry it to the edges.
-- Parameters:
--   as_at: date
--   from_date: date of the first row
--   regions: list of region names, empty for all
-- Columns:
--   day: date
--   designated_areas: number of areas that were designated
--   areas: number of areas
--   designated_population: people
--   population: people
with
    chosen as (
        select area_code, population
        from areas
        where in_regions(region, $regions::varchar[])
    ),
    designations as (
        select chosen.population, milestone_intervals.date_end
        from chosen
        join milestone_intervals using (area_code)
        where milestone_intervals.milestone_id = 'ics_designated'
    ),
    days as (
        select date_end as day from designations where date_end between $from_date::date and $as_at::date
        union
        select $from_date::date where $from_date::date <= $as_at::date
        union
        select $as_at::date
    )
select
    days.day,
    count(designations.date_end) as designated_areas,
    (select count(*) from chosen) as areas,
    coalesce(sum(designations.population), 0)::bigint as designated_population,
    (select sum(population) from chosen)::bigint as population
from days
left join designations on designations.date_end <= days.day
group by days.day
order by days.day;
