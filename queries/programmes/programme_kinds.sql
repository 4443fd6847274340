-- Which kinds of programme are there?
-- One row per kind of programme. Reviews by the regulator are left out.
-- Parameters: none
-- Columns:
--   programme: kind of programme
--   sites: number of places
select programme, count(*) as sites
from programme_sites
where not is_review
group by programme
order by programme;
