-- Which systems had been named by a date in a part of an area, before the area was designated as a whole?
-- One row per area.
-- Parameters:
--   as_at: date
--   regions: list of region names; empty for all
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   part_systems: systems named in parts of the area
--   named_on: first day of the interval
--   named_precision: day, month, quarter or year
--   designated_on: designation as a whole, first day of the interval; empty if not yet
--   designated_precision: day, month, quarter or year
--   note: text
select
    areas.area_code,
    areas.area_name,
    shadow.part_systems,
    shadow.date_start as named_on,
    shadow.date_precision as named_precision,
    case when whole.state = 'reached' then whole.date_start end as designated_on,
    case when whole.state = 'reached' then whole.date_precision end as designated_precision,
    area_milestones.note
from milestone_status($as_at::date) as shadow
join milestone_status($as_at::date) as whole
    on whole.area_code = shadow.area_code and whole.milestone_id = 'ics_designated'
join areas on areas.area_code = shadow.area_code
join area_milestones
    on area_milestones.area_code = shadow.area_code and area_milestones.milestone_id = shadow.milestone_id
where shadow.milestone_id = 'shadow_ics'
    and shadow.extent = 'part'
    and shadow.state = 'reached'
    and coalesce(whole.date_end > shadow.date_end, true)
    and in_regions(areas.region, $regions::varchar[])
order by areas.area_name;
