-- Which systems had been named by a date in a part of an area, before the area was designated as a whole?
-- One row per area.
-- Parameters:
--   as_at: date
--   regions: list of region names, empty for all
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   part_systems: systems named in parts of the area
--   named_on: first day of the interval
--   named_precision: day, month, quarter or year
--   designated_on: designation as a whole, first day of the interval, empty if not yet
--   designated_precision: day, month, quarter or year
--   note: text
select
    areas.area_code,
    areas.area_name,
    shadow.part_systems,
    shadow.reached_from as named_on,
    shadow.reached_precision as named_precision,
    whole.reached_from as designated_on,
    whole.reached_precision as designated_precision,
    shadow.note
from milestone_status($as_at::date) as shadow
join milestone_status($as_at::date) as whole
    on whole.area_code = shadow.area_code and whole.milestone_id = 'ics_designated'
join areas on areas.area_code = shadow.area_code
where shadow.milestone_id = 'shadow_ics'
    and shadow.extent = 'part'
    and shadow.state = 'reached'
    and coalesce(whole.reached_by > shadow.reached_by, true)
    and in_regions(areas.region, $regions::varchar[])
order by areas.area_name;
