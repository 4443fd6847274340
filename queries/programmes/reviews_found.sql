-- Which local health and care systems had the regulator reviewed, or been told to review, by a date?
-- One row per review ordered by the date, or with no known date. Reviews are context, not an achievement.
-- Parameters:
--   as_at: what had happened by this date, like 2020-12-31
--   regions: names of regions (empty: all)
--   area_codes: ONS codes of areas (empty: all)
-- Columns:
--   programme_id: code of the programme and place
--   site_name: name of the place
--   area_codes: list of ONS codes, the main one first
--   area_names: list of names in the same order
--   model_type: set of reviews
--   started_on: date on which the review was ordered (empty: not known)
--   start_precision: how exact the date is: day, month, quarter or year
--   ended_on: date of the report. Empty if it was not out by the date
--   end_precision: how exact the date is: day, month, quarter or year
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
