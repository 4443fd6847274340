-- What is compared to find areas that are like one another. One row per area.
-- People and councils in the boundaries of April 2021 at any date, clinical commissioning groups at the date.
create or replace macro likeness_counts(as_at) as table
select
    areas.area_code,
    areas.region,
    areas.population,
    councils.value as councils,
    ccgs.value as ccgs
from areas
left join latest_values(date '9999-12-31') as councils
    on councils.area_code = areas.area_code and councils.indicator_id = 'utla_count'
left join latest_values(as_at) as ccgs
    on ccgs.area_code = areas.area_code and ccgs.indicator_id = 'ccg_count';

-- How far two counts are apart: 0 for the same, towards 1 for very different (the gap as a share of the larger one).
create or replace macro apart(one, other) as
    case when one = other then 0 else abs(one - other) / greatest(one, other) end;
