-- Which stage had each area reached on each key date, and on one other date?
-- One row per date and area.
-- Parameters:
--   as_at: date, shown as well as the key dates
--   early_days: days before the target that count as early
-- Columns:
--   day: date
--   area_code: ONS code of the area
--   stage: short name of the stage
--   stage_sequence: order of the stage on the path, 0 for none yet, -1 for not recorded
--   stage_extent: whole or part of the area
--   designated_on: first day of the interval, empty if not designated by the day
--   designated_by: last day of the interval
--   designated_precision: day, month, quarter or year
--   is_named: named as a point of light by the day, with a date
--   is_named_undated: named as a point of light in a source without a date
--   is_early: true or false
with days as (
    select day from key_days
    union
    select $as_at::date
)
select
    days.day,
    furthest.area_code,
    furthest.stage,
    furthest.stage_sequence,
    furthest.stage_extent,
    status.reached_from as designated_on,
    status.reached_by as designated_by,
    status.reached_precision as designated_precision,
    coalesce(reasons.namings, 0) > 0 as is_named,
    coalesce(reasons.undated_namings, 0) > 0 as is_named_undated,
    coalesce(reasons.is_early, false) as is_early
from days
cross join furthest_stage(days.day) as furthest
join milestone_status(days.day) as status
    on status.area_code = furthest.area_code and status.milestone_id = 'ics_designated'
left join point_of_light_reasons(days.day, $early_days::integer) as reasons
    on reasons.area_code = furthest.area_code
order by days.day, furthest.area_code;
