-- Which places joined up which services by a date, and with what result?
-- One row per place in a programme that had started, or whose start is not known. Without reviews by the regulator.
-- Parameters:
--   as_at: what had happened by this date, like 2020-12-31
--   regions: names of regions (empty: all)
--   area_codes: ONS codes of areas (empty: all)
--   programmes: kinds of programme (empty: all)
--   services: services (empty: all)
--   match: all or any of the services
--   levels: levels (empty: all)
--   evidence: how strong the evidence is (empty: all)
--   find: text in the name, model, places, areas or result (empty: all)
-- Columns:
--   programme_id: code of the programme and place
--   programme: kind of programme
--   model_type: model or wave
--   site_name: name of the place
--   places: list of names
--   level: neighbourhood, place or system
--   area_codes: list of ONS codes, the main one first. Empty where it could not be placed
--   area_names: list of names in the same order
--   regions: list of names
--   services_integrated: services (empty: not known)
--   lead_organisation_types: types of organisation (empty: not known)
--   started_on: date, or the first day of its month, quarter or year (empty: not known)
--   start_precision: how exact the date is: day, month, quarter or year
--   ended_on: date, or the first day of its month, quarter or year. Empty if it had not ended by the date
--   end_precision: how exact the date is: day, month, quarter or year
--   end_state: ended, not ended or not recorded
--   outcome_note: latest result we know (empty: none found)
--   evidence: how strong the evidence is
--   source_title: list of titles
--   source_url: list of addresses
select
    programme_id,
    programme,
    model_type,
    site_name,
    places,
    level,
    area_codes,
    area_names,
    regions,
    coalesce(services_integrated, []) as services_integrated,
    coalesce(lead_organisation_types, []) as lead_organisation_types,
    start_date as started_on,
    start_precision,
    case when end_state = 'ended' then end_date end as ended_on,
    case when end_state = 'ended' then end_precision end as end_precision,
    end_state,
    outcome_note,
    evidence,
    source_title,
    source_url
from programmes_fit(
    $as_at::date, $regions::varchar[], $area_codes::varchar[], $programmes::varchar[], $services::varchar[],
    $match::varchar, $levels::varchar[], $evidence::varchar[], $find::varchar
)
where is_found
order by site_name, programme_id;
