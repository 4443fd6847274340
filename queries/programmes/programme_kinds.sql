-- Which kinds of programme does the register hold?
-- One row per kind of programme; reviews by the regulator are left out.
-- Parameters: none
-- Columns:
--   programme: kind of programme
--   sites: number of sites
select programme, count(*) as sites
from register_entries
where not is_review
group by programme
order by programme;
