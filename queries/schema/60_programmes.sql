-- The areas of each programme. One row per programme that was placed in an area, the main area first.
-- A table, because it does not depend on what a reader chooses.
create or replace table programme_places as
select
    programme_areas.programme_id,
    list(areas.area_code order by programme_areas.is_main desc, areas.area_name) as area_codes,
    list(areas.area_name order by programme_areas.is_main desc, areas.area_name) as area_names,
    list(distinct areas.region order by areas.region) as regions
from programme_areas
join areas using (area_code)
group by programme_areas.programme_id;

-- The sites of the programmes. One row per programme and site.
--   services_integrated:  each service once, in the order of the file
--   is_review:            a review by the regulator: context, never an achievement
create or replace view programme_sites as
select
    * replace (
        list_filter(
            services_integrated, lambda service, place: list_position(services_integrated, service) = place
        ) as services_integrated
    ),
    programme = 'cqc_local_system_review' as is_review
from programmes;

-- Which programmes match what a reader chooses. One row per programme and site.
--   start_state:   begun, later (after the date, by the end of the interval) or not recorded
--   end_state:     ended (by the end of the interval), not ended or not recorded
--   in_place:      in a chosen area, empty where the site was placed in no area, so that nobody knows
--   has_services:  with the chosen services, empty where none are recorded, so that nobody knows
--   has_rest:      with the chosen kind of programme, level, evidence and text
--   is_found:      begun or of unknown start, no review, and known to match every choice
-- An empty list or text chooses nothing, the match of services is all or any.
create or replace macro programmes_fit(
    as_at, asked_regions, asked_areas, asked_programmes, asked_services, asked_match, asked_levels, asked_evidence,
    asked_text
) as table
with
    in_asked as (
        select distinct programme_areas.programme_id
        from programme_areas
        join areas using (area_code)
        where in_regions(areas.region, asked_regions)
            and (len(asked_areas) = 0 or list_contains(asked_areas, areas.area_code))
    ),
    fit as (
        select
            programmes.*,
            case
                when programmes.start_date is null then 'not recorded'
                when interval_end(programmes.start_date, programmes.start_precision) <= as_at then 'begun'
                else 'later'
            end as start_state,
            case
                when programmes.end_date is null then 'not recorded'
                when interval_end(programmes.end_date, programmes.end_precision) <= as_at then 'ended'
                else 'not ended'
            end as end_state,
            coalesce(places.area_codes, []) as area_codes,
            coalesce(places.area_names, []) as area_names,
            coalesce(places.regions, []) as regions,
            case
                when len(asked_regions) = 0 and len(asked_areas) = 0 or in_asked.programme_id is not null then true
                when places.programme_id is not null then false
            end as in_place,
            case
                when len(asked_services) = 0 then true
                when coalesce(len(programmes.services_integrated), 0) = 0 then null
                when asked_match = 'any' then list_has_any(programmes.services_integrated, asked_services)
                else list_has_all(programmes.services_integrated, asked_services)
            end as has_services,
            (len(asked_programmes) = 0 or list_contains(asked_programmes, programmes.programme))
            and (len(asked_levels) = 0 or list_contains(asked_levels, programmes.level))
            and (len(asked_evidence) = 0 or list_contains(asked_evidence, programmes.evidence))
            and contains(
                lower(
                    concat_ws(
                        ' ',
                        programmes.site_name,
                        programmes.model_type,
                        array_to_string(programmes.places, ' '),
                        array_to_string(places.area_names, ' '),
                        programmes.outcome_note
                    )
                ),
                lower(asked_text)
            ) as has_rest
        from programme_sites as programmes
        left join programme_places as places using (programme_id)
        left join in_asked using (programme_id)
    )
select
    *,
    start_state <> 'later'
    and not is_review
    and coalesce(in_place, false)
    and coalesce(has_services, false)
    and has_rest as is_found
from fit;
