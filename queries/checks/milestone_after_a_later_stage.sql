-- This date puts the stages out of order.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Check the date. The column sequence in milestones gives the order of the stages.
-- Severity: warning
with
    dated as (
        select
            area_milestones.line,
            area_milestones.area_code,
            area_milestones.date as starts_on,
            -- a date with a wrong precision, which is reported elsewhere, counts as a day
            coalesce(
                interval_end(area_milestones.date, area_milestones.date_precision), area_milestones.date
            ) as ends_on,
            milestones.sequence
        from area_milestones
        join milestones using (milestone_id)
        where milestones.is_stage
    ),
    -- Of two rows of the file that contradict each other, report the earlier stage; a published row counts as right.
    contradicted as (
        select distinct coalesce(earlier.line, later.line) as line, if(earlier.line is null, later, earlier) as reported
        from dated as earlier
        join dated as later
            on later.area_code = earlier.area_code
            and later.sequence > earlier.sequence
            and later.ends_on < earlier.starts_on
    )
select line, 'date' as column_name, reported.starts_on::varchar as value
from contradicted
where line is not null
order by line;
