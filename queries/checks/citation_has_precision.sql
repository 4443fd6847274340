-- A citation date needs its precision, and a precision needs its date.
-- One row per failing row of points_of_light.
-- Table: points_of_light
-- Fix: Fill both cited_on and cited_on_precision, or leave both empty.
select line, 'cited_on_precision' as column_name, cited_on_precision as value
from points_of_light
where line is not null and (cited_on is null) <> (cited_on_precision is null)
order by line;
