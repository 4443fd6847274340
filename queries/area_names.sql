-- Which areas are there?
-- One row per area.
-- Parameters: none
-- Columns: area_code (ONS code), area_name (name), region (name)
select area_code, area_name, region
from areas
order by area_name;
