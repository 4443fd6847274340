-- The number of source titles differs from the number of source addresses.
-- One row per failing row of points_of_light.
-- Table: points_of_light
-- Fix: Give one title for each address, in the same order, with " | " between them.
select line, 'source_title' as column_name, array_to_string(source_title, ' | ') as value
from points_of_light
where line is not null and len(source_title) <> len(source_url)
order by line;
