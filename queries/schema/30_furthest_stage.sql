-- The furthest stage each area had reached at a date. One row per area.
-- Before the first stage the sequence is 0, where nothing is recorded of the area it is -1.
create or replace macro furthest_stage(as_at) as table
with reached as (
    select
        area_code,
        max(sequence) as sequence,
        arg_max(milestone_id, sequence) as milestone_id,
        arg_max(short_name, sequence) as short_name,
        arg_max(reached_from, sequence) as reached_from,
        arg_max(reached_precision, sequence) as reached_precision,
        arg_max(extent, sequence) as extent
    from milestone_status(as_at)
    where is_stage and state = 'reached'
    group by area_code
)
select
    areas.area_code,
    areas.region,
    areas.population,
    reached.milestone_id as stage_id,
    coalesce(reached.short_name, if(recorded_areas.area_code is null, 'Not recorded', 'None yet')) as stage,
    coalesce(reached.sequence, if(recorded_areas.area_code is null, -1, 0)) as stage_sequence,
    reached.reached_from as stage_from,
    reached.reached_precision as stage_precision,
    reached.extent as stage_extent
from areas
left join reached on reached.area_code = areas.area_code
left join recorded_areas on recorded_areas.area_code = areas.area_code;
