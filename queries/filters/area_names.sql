-- Which areas are there?
-- One row per area.
-- Parameters: none
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
select area_code, area_name, region
from areas
order by area_name;
