-- Which local health and care systems had the regulator reviewed, or been told to review, by a date?
-- One row per review whose order was known by the date, or is not recorded. Reviews are context, never an achievement.
-- Parameters:
--   as_at: date
--   regions: list of region names; empty for all
--   area_codes: list of ONS codes; empty for all
-- Columns:
--   programme_id: key of the programme and site
--   site_name: name of the site
--   area_codes: list of ONS codes, the main one first
--   area_names: list of names in the same order
--   model_type: set of reviews
--   started_on: day the review was ordered, empty if not recorded
--   start_precision: day, month, quarter or year
--   ended_on: date of the report, empty unless it was out by the date
--   end_precision: day, month, quarter or year
--   source_title: list of titles
--   source_url: list of addresses
select
    programme_id,
    site_name,
    area_codes,
    area_names,
    model_type,
    start_date as started_on,
    start_precision,
    case when end_state = 'ended' then end_date end as ended_on,
    case when end_state = 'ended' then end_precision end as end_precision,
    source_title,
    source_url
from programmes_fit($as_at::date, $regions::varchar[], $area_codes::varchar[], [], [], 'all', [], [], '')
where is_review and in_place and start_state <> 'later'
order by site_name, programme_id;
