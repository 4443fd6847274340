-- Which sites had integrated which services, where, and with what result, by a date?
-- One row per site of a programme that had begun, or whose start is not recorded; without reviews by the regulator.
-- Parameters:
--   as_at: date
--   regions: list of region names; empty for all
--   area_codes: list of ONS codes; empty for all
--   programmes: list of kinds of programme; empty for all
--   services: list of services; empty for all
--   match: all or any of the services
--   levels: list of levels; empty for all
--   evidence: list of strengths of evidence; empty for all
--   find: text in the name, model, places, areas or result, in any case; empty for all
-- Columns:
--   programme_id: key of the programme and site
--   programme: kind of programme
--   model_type: model or wave
--   site_name: name of the site
--   places: list of names
--   level: neighbourhood, place or system
--   area_codes: list of ONS codes, the main one first; empty where it could not be placed
--   area_names: list of names in the same order
--   regions: list of names
--   services_integrated: list of services; empty if not recorded
--   lead_organisation_types: list of types of organisation; empty if not recorded
--   started_on: first day of the interval, empty if not recorded
--   start_precision: day, month, quarter or year
--   ended_on: first day of the interval, empty unless it had ended by the date
--   end_precision: day, month, quarter or year
--   end_state: ended, not ended or not recorded
--   outcome_note: text as known today, empty if none found
--   evidence: strength of the evidence
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
