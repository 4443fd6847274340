-- Dates with a precision are intervals: an imprecise date is compared by its end, never as a made-up day.
create or replace macro interval_end(starts_on, length) as
    case length
        when 'day' then starts_on
        when 'month' then (starts_on + interval 1 month - interval 1 day)::date
        when 'quarter' then (starts_on + interval 3 month - interval 1 day)::date
        when 'year' then (starts_on + interval 1 year - interval 1 day)::date
    end;

-- One row per recorded milestone of an area, with the interval in which it was reached.
create or replace view milestone_intervals as
select
    area_milestones.area_code,
    area_milestones.milestone_id,
    area_milestones.date as date_start,
    interval_end(area_milestones.date, area_milestones.date_precision) as date_end,
    area_milestones.date_precision,
    area_milestones.extent,
    coalesce(area_milestones.part_systems, 0) as part_systems
from area_milestones;
