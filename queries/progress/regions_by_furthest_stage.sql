-- How many areas and people of each region had which furthest stage at a date?
-- One row per region and stage that occurs in it.
-- Parameters:
--   as_at: date
--   regions: list of region names, empty for all
-- Columns:
--   region: name of the region
--   stage: short name of the stage
--   stage_sequence: order of the stage on the path, 0 for none yet, -1 for not recorded
--   areas: number of areas
--   region_areas: number of areas in the region
--   population: people
--   area_names: list of names
select
    furthest.region,
    furthest.stage,
    furthest.stage_sequence,
    count(*) as areas,
    sum(count(*)) over (partition by furthest.region)::bigint as region_areas,
    sum(furthest.population)::bigint as population,
    string_agg(areas.area_name, '; ' order by areas.area_name) as area_names
from furthest_stage($as_at::date) as furthest
join areas using (area_code)
where in_regions(furthest.region, $regions::varchar[])
group by furthest.region, furthest.stage, furthest.stage_sequence
order by furthest.region, furthest.stage_sequence;
