-- part_systems counts systems in parts of an area: it is needed where extent is part, and only there.
-- One row per failing row of area_milestones.
-- Table: area_milestones
-- Fix: Fill part_systems where extent is part, and leave it empty where extent is whole.
select line, 'part_systems' as column_name, part_systems::varchar as value
from area_milestones
where line is not null and (extent = 'part') <> (part_systems is not null)
order by line;
