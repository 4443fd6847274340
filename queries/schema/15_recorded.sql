-- Areas of which at least one milestone is recorded. Of any other area nothing is known, whatever the coverage.
create or replace view recorded_areas as
select distinct area_code
from area_milestones;
