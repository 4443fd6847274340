-- Areas with at least one recorded milestone. Nothing is known of any other area, even where the coverage is complete.
create or replace view recorded_areas as
select distinct area_code
from area_milestones;
