-- The cells part_systems and extent do not match.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Fill in part_systems where extent is part. Leave it blank where extent is whole.
select line, 'part_systems' as column_name, part_systems::varchar as value
from area_milestones
where line is not null and (extent = 'part') <> (part_systems is not null)
order by line;
