-- How many places joined up each service, region by region, by a date?
-- One row per region and service. A place in several regions counts once in each.
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
--   region: name. Empty for all regions together; "Not placed in an area" for places not tied to an area
--   service: name. Empty for places whose services are not known
--   sites: number of places
--   region_sites: all places of the region that match
with
    found as (
        select *
        from programmes_fit(
            $as_at::date, $regions::varchar[], $area_codes::varchar[], $programmes::varchar[], $services::varchar[],
            $match::varchar, $levels::varchar[], $evidence::varchar[], $find::varchar
        )
        where is_found
    ),
    placed as (
        select distinct found.programme_id, areas.region
        from found
        join programme_areas using (programme_id)
        join areas using (area_code)
        where in_regions(areas.region, $regions::varchar[])
            and (len($area_codes::varchar[]) = 0 or list_contains($area_codes::varchar[], areas.area_code))
        union all
        select programme_id, 'Not placed in an area'
        from found
        where len(area_codes) = 0
        union all
        select programme_id, '' from found
    ),
    shown_regions as (
        select region from placed
        union
        select region
        from areas
        where in_regions(region, $regions::varchar[])
            and (len($area_codes::varchar[]) = 0 or list_contains($area_codes::varchar[], area_code))
        union
        select ''
    ),
    named_services as (
        select distinct unnest(services_integrated) as service from programme_sites where not is_review
        union all
        select ''
    ),
    offered as (
        select programme_id, unnest(services_integrated) as service from found
        union all
        select programme_id, '' from found where coalesce(len(services_integrated), 0) = 0
    )
select
    nullif(shown_regions.region, '') as region,
    nullif(named_services.service, '') as service,
    count(offered.programme_id) as sites,
    count(distinct placed.programme_id) as region_sites
from shown_regions
cross join named_services
left join placed using (region)
left join offered on offered.programme_id = placed.programme_id and offered.service = named_services.service
group by shown_regions.region, named_services.service
order by
    shown_regions.region = '', shown_regions.region = 'Not placed in an area', shown_regions.region, service nulls last;
