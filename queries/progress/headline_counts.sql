-- How many areas, people and regions were covered by an integrated care system at a date?
-- One row.
-- Parameters:
--   as_at: date
--   early_days: days before the target that count as early
--   regions: list of region names, empty for all
-- Columns:
--   areas: number of areas
--   designated_areas: number of areas that were designated
--   overdue_areas: not designated although the target has passed
--   unrecorded_areas: areas whose designation is not recorded
--   late_areas: designated after the target
--   unclear_areas: designated on a date too imprecise to tell
--   population: people
--   designated_population: people
--   regions: number of regions
--   full_regions: regions with all their areas designated
--   part_systems: systems counted in parts of areas not yet designated
--   target_date: date
--   starred_areas: areas with at least one reason to be a point of light
with
    area_status as (
        select areas.area_code, areas.region, areas.population, status.target_date, status.state, status.timing
        from areas
        join milestone_status($as_at::date) as status
            on status.area_code = areas.area_code and status.milestone_id = 'ics_designated'
        where in_regions(areas.region, $regions::varchar[])
    ),
    full_regions as (
        select region
        from area_status
        group by region
        having bool_and(state = 'reached')
    ),
    parts as (
        select shadow.part_systems
        from area_status
        join milestone_status($as_at::date) as shadow
            on shadow.area_code = area_status.area_code and shadow.milestone_id = 'shadow_ics'
        where shadow.state = 'reached' and area_status.state <> 'reached'
    ),
    starred as (
        select area_code
        from area_status
        join point_of_light_reasons($as_at::date, $early_days::integer) using (area_code)
    )
select
    count(*) as areas,
    count(*) filter (state = 'reached') as designated_areas,
    count(*) filter (state = 'overdue') as overdue_areas,
    count(*) filter (state = 'not recorded') as unrecorded_areas,
    count(*) filter (timing = 'late') as late_areas,
    count(*) filter (timing = 'unclear') as unclear_areas,
    coalesce(sum(population), 0)::bigint as population,
    coalesce(sum(population) filter (state = 'reached'), 0)::bigint as designated_population,
    count(distinct region) as regions,
    (select count(*) from full_regions) as full_regions,
    (select coalesce(sum(part_systems), 0) from parts)::bigint as part_systems,
    max(target_date) as target_date,
    (select count(*) from starred) as starred_areas
from area_status
order by areas;
