-- Which points of light differ?
-- One row per place and source that differs.
-- Parameters: none
-- Columns:
--   kind: added, changed or removed
--   point_id: code of the row
--   place: name of the place
select
    changed.points_of_light.kind,
    point_id,
    coalesce(after.place, before.place) as place
from changed.points_of_light
left join state_before.points_of_light as before using (point_id)
left join state_after.points_of_light as after using (point_id)
order by kind, place, point_id;
