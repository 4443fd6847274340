-- How many areas, people and regions were covered by an integrated care system at a date?
-- One row.
-- Parameters: $as_at (date), $regions (list of region names; empty for all)
-- Columns: areas (count), designated_areas (count), population (people), designated_population (people), regions (count), full_regions (regions with all their areas designated), part_systems (systems counted in parts of areas not yet designated), target_date (date), starred_areas (areas with at least one reason to be a point of light, early meaning 365 days)
with
    area_status as (
        select
            areas.area_code,
            areas.region,
            areas.population,
            status.target_date,
            status.state = 'reached' as is_designated
        from areas
        join milestone_status($as_at::date) as status
            on status.area_code = areas.area_code and status.milestone_id = 'ics_designated'
        where len($regions::varchar[]) = 0 or areas.region in (select unnest($regions::varchar[]))
    ),
    regions as (
        select region, bool_and(is_designated) as is_full
        from area_status
        group by region
    ),
    parts as (
        select sum(shadow.part_systems) as systems
        from area_status
        join milestone_status($as_at::date) as shadow
            on shadow.area_code = area_status.area_code and shadow.milestone_id = 'shadow_ics'
        where shadow.state = 'reached' and not area_status.is_designated
    ),
    lights as (
        select count(*) as areas
        from area_status
        join light_reasons($as_at::date, 365) as reasons using (area_code)
    )
select
    count(*) as areas,
    count(*) filter (is_designated) as designated_areas,
    coalesce(sum(population), 0)::bigint as population,
    coalesce(sum(population) filter (is_designated), 0)::bigint as designated_population,
    (select count(*) from regions) as regions,
    (select count(*) from regions where is_full) as full_regions,
    coalesce((select systems from parts), 0)::bigint as part_systems,
    max(target_date) as target_date,
    (select areas from lights) as starred_areas
from area_status
order by areas;
