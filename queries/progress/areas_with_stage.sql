-- Which stage had each area reached at a date, when was it designated, and is it a point of light?
-- One row per area.
-- Parameters:
--   as_at: date
--   early_days: days before the target that count as early
--   regions: list of region names, empty for all
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   short_name: short name
--   tile_label: shortest name of the area
--   region: name of the region
--   tile_row: row of the hexagon map
--   tile_col: column of the hexagon map
--   population: people
--   stage: short name of the stage
--   stage_sequence: order of the stage on the path, 0 for none yet, -1 for not recorded
--   stage_extent: whole or part of the area
--   designated_on: first day of the interval
--   designated_precision: day, month, quarter or year
--   designation_state: reached, not reached, overdue or not recorded
--   designation_timing: on time, late or unclear
--   days_before_target: days, by the end of the interval
--   namings: dated namings as a point of light
--   undated_namings: number of namings without a date
--   is_early: true or false
select
    areas.area_code,
    areas.area_name,
    areas.short_name,
    areas.tile_label,
    areas.region,
    areas.tile_row,
    areas.tile_col,
    areas.population,
    furthest.stage,
    furthest.stage_sequence,
    furthest.stage_extent,
    status.reached_from as designated_on,
    status.reached_precision as designated_precision,
    status.state as designation_state,
    status.timing as designation_timing,
    status.days_before_target,
    coalesce(reasons.namings, 0) as namings,
    coalesce(reasons.undated_namings, 0) as undated_namings,
    coalesce(reasons.is_early, false) as is_early
from areas
join furthest_stage($as_at::date) as furthest using (area_code)
join milestone_status($as_at::date) as status
    on status.area_code = areas.area_code and status.milestone_id = 'ics_designated'
left join point_of_light_reasons($as_at::date, $early_days::integer) as reasons
    on reasons.area_code = areas.area_code
where in_regions(areas.region, $regions::varchar[])
order by areas.region, areas.area_name;
