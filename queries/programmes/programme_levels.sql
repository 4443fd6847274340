-- At which levels do the places of the programmes work?
-- One row per level. Reviews by the regulator are left out.
-- Parameters: none
-- Columns:
--   level: neighbourhood, place or system
--   sites: number of places
select level, count(*) as sites
from programme_sites
where not is_review
group by level
order by level;
