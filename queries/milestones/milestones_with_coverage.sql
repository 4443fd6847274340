-- How completely is each milestone recorded?
-- One row per milestone.
-- Parameters: none
-- Columns:
--   milestone_id: key of the milestone
--   milestone_name: name of the milestone
--   target_date: date, empty if no national target was found
--   coverage: complete or partial
--   recorded_areas: areas with a row
--   areas: number of areas
--   to_the_day: rows with precision day
--   coverage_note: text
select
    milestones.milestone_id,
    milestones.milestone_name,
    milestones.target_date,
    milestones.coverage,
    count(area_milestones.area_code) as recorded_areas,
    (select count(*) from areas) as areas,
    count(*) filter (area_milestones.date_precision = 'day') as to_the_day,
    milestones.coverage_note
from milestones
left join area_milestones using (milestone_id)
group by all
order by any_value(milestones.sequence);
