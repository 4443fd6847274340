-- Which services do the places of the programmes join up?
-- One row per service. Reviews by the regulator are left out.
-- Parameters: none
-- Columns:
--   service: name of the service
--   sites: number of places
with named as (
    select programme_id, unnest(services_integrated) as service
    from programme_sites
    where not is_review
)
select service, count(*) as sites
from named
group by service
order by service;
