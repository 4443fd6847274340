-- Which milestones had each area reached by a date, when, and which was next?
-- One row per area and milestone, in the order of the milestones.
-- Parameters:
--   area_codes: ONS codes of areas (empty: all)
--   as_at: what had happened by this date, like 2020-12-31
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
--   population: people
--   milestone_id: code of the milestone
--   milestone: short name of the milestone
--   is_stage: true if it is a stage on the way to a statutory board
--   state: reached, not reached, overdue or not recorded. Not recorded does not mean no
--   timing: on time, late, unclear or no target. Empty if not reached
--   reached_from: date, or the first day of its month, quarter or year
--   reached_by: last day on which it may have been reached
--   reached_precision: how exact the date is: day, month, quarter or year
--   extent: whole, or part of the area
--   target_date: date, empty if there is none
--   days_before_target: days, counted from the end of the month, quarter or year if the exact day is not known
--   is_furthest: true for the furthest stage reached
--   is_next: true for the first stage after it that we know is still to come
--   source_title: title of the source
--   source_url: address of the source
with
    path as (
        select status.*, furthest.stage_sequence
        from milestone_status($as_at::date) as status
        join furthest_stage($as_at::date) as furthest using (area_code)
        where (len($area_codes::varchar[]) = 0 or list_contains($area_codes::varchar[], status.area_code))
    ),
    next_stages as (
        select area_code, min(sequence) as sequence
        from path
        where is_stage and sequence > stage_sequence and state in ('not reached', 'overdue')
        group by area_code
    )
select
    areas.area_code,
    areas.area_name,
    areas.region,
    areas.population,
    path.milestone_id,
    path.short_name as milestone,
    path.is_stage,
    path.state,
    path.timing,
    path.reached_from,
    path.reached_by,
    path.reached_precision,
    path.extent,
    path.target_date,
    path.days_before_target,
    path.is_stage and path.sequence = path.stage_sequence as is_furthest,
    path.sequence is not distinct from next_stages.sequence as is_next,
    path.source_title,
    path.source_url
from path
join areas using (area_code)
left join next_stages using (area_code)
order by list_position($area_codes::varchar[], areas.area_code), areas.area_name, areas.area_code, path.sequence;
