-- Which regions are there?
-- One row per region.
-- Parameters: none
-- Columns:
--   region: name of the region
--   areas: number of areas
select region, count(*) as areas
from areas
group by region
order by region;
