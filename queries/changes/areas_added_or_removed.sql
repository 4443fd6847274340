-- Which areas are new, and which are gone?
-- One row per area that is either new or gone.
-- Parameters: none
-- Columns:
--   kind: added or removed
--   area_code: ONS code of the area
--   area_name: name of the area
select
    changed.areas.kind,
    area_code,
    coalesce(after.area_name, before.area_name) as area_name
from changed.areas
left join state_before.areas as before using (area_code)
left join state_after.areas as after using (area_code)
where changed.areas.kind <> 'changed'
order by kind, area_name, area_code;
