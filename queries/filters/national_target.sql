-- By which date did every area have to be an integrated care system?
-- One row.
-- Parameters: none
-- Columns:
--   target_date: date, empty if no national target is recorded
select max(target_date) as target_date
from milestones
where milestone_id = 'ics_designated'
order by target_date;
