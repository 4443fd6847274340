-- How did the number of designated areas grow in each region up to a date?
-- One row per region and day on which it changed there, with a first and a last row that carry it to the edges.
-- Parameters:
--   as_at: date
--   from_date: date of the first row
--   regions: list of region names, empty for all
-- Columns:
--   region: name of the region
--   day: date
--   designated_areas: number of areas that were designated
--   areas: number of areas
with
    chosen as (
        select areas.region, milestone_intervals.date_end
        from areas
        left join milestone_intervals
            on milestone_intervals.area_code = areas.area_code and milestone_intervals.milestone_id = 'ics_designated'
        where in_regions(areas.region, $regions::varchar[])
    ),
    days as (
        select region, date_end as day from chosen where date_end between $from_date::date and $as_at::date
        union
        select region, $from_date::date from chosen where $from_date::date <= $as_at::date
        union
        select region, $as_at::date from chosen
    )
select
    days.region,
    days.day,
    count(*) filter (chosen.date_end <= days.day) as designated_areas,
    count(*) as areas
from days
join chosen on chosen.region = days.region
group by days.region, days.day
order by days.region, days.day;
