-- The values of the indicators that count at a date. One row per value.
-- A value of a day or a month is a position and counts from the first day (the commissioning groups of April 2020 were
-- those of 1 April, the day of the mergers); a value of a quarter or a year covers it, and counts from its last day.
create or replace macro values_by(as_at) as table
select *
from indicator_values
where if(period_precision in ('day', 'month'), period, interval_end(period, period_precision)) <= as_at;

-- The latest value of each indicator for each area at a date. One row per indicator and area that has one.
create or replace macro latest_values(as_at) as table
select *
from values_by(as_at)
qualify row_number() over (partition by indicator_id, area_code order by period desc) = 1;
