-- Which services do the sites of the register integrate?
-- One row per service.
-- Parameters: none
-- Columns: service (name), sites (count)
with named as (
    select programme_id, unnest(services_integrated) as service
    from programmes
)
select service, count(*) as sites
from named
group by service
order by service;
