-- How many sites match what is chosen by a date, out of how many, and for how many is it not known?
-- One row.
-- Parameters:
--   as_at: date
--   regions: list of region names; empty for all
--   area_codes: list of ONS codes; empty for all
--   programmes: list of kinds of programme; empty for all
--   services: list of services; empty for all
--   match: all or any of the services
--   levels: list of levels; empty for all
--   evidence: list of strengths of evidence; empty for all
--   find: text in the name, model, places, areas or result, in any case; empty for all
-- Columns:
--   sites: count of sites that fit
--   sites_in_place: all sites of the regions and area that had begun or whose start is not recorded
--   later_sites: would fit, but began after the date
--   sites_without_services: would fit, but their services are not recorded
--   unplaced_sites: would fit, but could be placed in no area
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
