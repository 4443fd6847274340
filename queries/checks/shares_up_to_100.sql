-- The shares of this former area add up to more than 100%.
-- One row per failing row of area_changes.
-- Table: area_changes
-- Fix: Correct population_share_pct in the rows with this from_code and to_date.
select line, 'population_share_pct' as column_name, population_share_pct::varchar as value
from area_changes
qualify
    line is not null
    -- Shares are rounded to one decimal, so that three of them may be a little more than the whole.
    and sum(population_share_pct) over (partition by from_code, to_date) > 100.2
order by line;
