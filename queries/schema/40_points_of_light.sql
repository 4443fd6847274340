-- Namings of points of light at a date. One row per naming, an undated one cannot be placed in time and stays in.
create or replace macro named_points(as_at) as table
select
    points_of_light.*,
    points_of_light.cited_on is not null as is_dated
from points_of_light
where points_of_light.cited_on is null
    or interval_end(points_of_light.cited_on, points_of_light.cited_on_precision) <= as_at;

-- Areas designated early: at least a number of days before the national target. One row per area.
create or replace macro early_areas(as_at, early_days) as table
select area_code, reached_from, reached_precision, days_before_target
from milestone_status(as_at)
where milestone_id = 'ics_designated' and days_before_target >= early_days;

-- Why an area is called a point of light. One row per area that has a reason, reasons are never added up.
create or replace macro point_of_light_reasons(as_at, early_days) as table
select
    area_code,
    count(*) filter (reason = 'named') as namings,
    count(*) filter (reason = 'named, undated') as undated_namings,
    count(*) filter (reason = 'early') > 0 as is_early
from (
    select area_code, if(is_dated, 'named', 'named, undated') as reason from named_points(as_at)
    union all
    select area_code, 'early' as reason from early_areas(as_at, early_days)
)
group by area_code;
