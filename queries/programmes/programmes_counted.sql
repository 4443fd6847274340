-- How many places match what is chosen by a date, and for how many do we not know?
-- One row.
-- Parameters:
--   as_at: what had happened by this date, like 2020-12-31
--   regions: names of regions (empty: all)
--   area_codes: ONS codes of areas (empty: all)
--   programmes: kinds of programme (empty: all)
--   services: services (empty: all)
--   match: all or any of the services
--   levels: levels (empty: all)
--   evidence: how strong the evidence is (empty: all)
--   find: text in the name, model, places, areas or result (empty: all)
-- Columns:
--   sites: number of places that match
--   sites_in_place: all places of the regions and area that had started, or whose start is not known
--   later_sites: places that match, but started after the date
--   sites_without_services: places that match so far, but whose services are not known
--   unplaced_sites: places that match, but are not tied to an area
select
    count(*) filter (is_found) as sites,
    count(*) filter (start_state <> 'later' and in_place) as sites_in_place,
    count(*) filter (start_state = 'later' and in_place and has_services and has_rest) as later_sites,
    count(*) filter (start_state <> 'later' and in_place and has_services is null and has_rest)
        as sites_without_services,
    count(*) filter (start_state <> 'later' and in_place is null and has_services and has_rest) as unplaced_sites
from programmes_fit(
    $as_at::date, $regions::varchar[], $area_codes::varchar[], $programmes::varchar[], $services::varchar[],
    $match::varchar, $levels::varchar[], $evidence::varchar[], $find::varchar
)
where not is_review
order by sites;
