-- Which regions are there?
-- One row per region.
-- Parameters: none
-- Columns: region (name), areas (count)
select region, count(*) as areas
from areas
group by region
order by region;
