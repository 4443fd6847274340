-- How much of each region was covered by integrated care systems at a date?
-- One row per region.
-- Parameters:
--   as_at: date
--   regions: list of region names, empty for all
-- Columns:
--   region: name of the region
--   areas: number of areas
--   designated_areas: number of areas that were designated
--   overdue_areas: not designated although the target has passed
--   late_areas: designated after the target
--   unrecorded_areas: areas whose designation is not recorded
--   population: people
--   designated_population: people
select
    areas.region,
    count(*) as areas,
    count(*) filter (status.state = 'reached') as designated_areas,
    count(*) filter (status.state = 'overdue') as overdue_areas,
    count(*) filter (status.timing = 'late') as late_areas,
    count(*) filter (status.state = 'not recorded') as unrecorded_areas,
    sum(areas.population)::bigint as population,
    coalesce(sum(areas.population) filter (status.state = 'reached'), 0)::bigint as designated_population
from areas
join milestone_status($as_at::date) as status
    on status.area_code = areas.area_code and status.milestone_id = 'ics_designated'
where in_regions(areas.region, $regions::varchar[])
group by areas.region
order by areas.region;
