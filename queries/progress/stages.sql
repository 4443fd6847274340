-- Which stages are on the path, in order?
-- One row per stage.
-- Parameters: none
-- Columns:
--   stage: short name of the stage
--   stage_sequence: order of the milestone
--   description: text
select short_name as stage, sequence as stage_sequence, description
from milestones
where is_stage
order by sequence;
