-- One row per recorded milestone of an area, with the interval in which it was reached and its source.
create or replace view milestone_intervals as
select
    area_milestones.area_code,
    area_milestones.milestone_id,
    area_milestones.date as date_start,
    interval_end(area_milestones.date, area_milestones.date_precision) as date_end,
    area_milestones.date_precision,
    area_milestones.extent,
    coalesce(area_milestones.part_systems, 0) as part_systems,
    area_milestones.note,
    area_milestones.source_title,
    area_milestones.source_url
from area_milestones;
