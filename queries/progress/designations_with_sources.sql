-- From which source does the designation of each area come, and what does it say?
-- One row per area designated by the date.
-- Parameters:
--   as_at: date
--   regions: list of region names, empty for all
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   designated_on: first day of the interval
--   designated_precision: day, month, quarter or year
--   note: text, may be empty
--   source_title: title of the source
--   source_url: address of the source
select
    areas.area_code,
    areas.area_name,
    status.reached_from as designated_on,
    status.reached_precision as designated_precision,
    status.note,
    status.source_title,
    status.source_url
from milestone_status($as_at::date) as status
join areas on areas.area_code = status.area_code
where status.milestone_id = 'ics_designated'
    and status.state = 'reached'
    and in_regions(areas.region, $regions::varchar[])
order by status.reached_by, areas.area_name;
