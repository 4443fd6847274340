-- The day from which a value counts.
-- A value of a day or a month is a position and counts from the first day (the commissioning groups of April 2020 were
-- those of 1 April, the day of the mergers), a value of a quarter or a year covers it, and counts from its last day.
create or replace macro counts_from(starts_on, length) as
    if(length in ('day', 'month'), starts_on, interval_end(starts_on, length));

-- The values of the indicators that count at a date. One row per value.
create or replace macro values_by(as_at) as table
select *
from indicator_values
where counts_from(period, period_precision) <= as_at;

-- The latest value of each indicator for each area at a date. One row per indicator and area that has one.
-- The latest is what counts from the latest day: the year from April 2019 (31 March 2020) comes after October 2019.
-- A later row with a label only hides an earlier number: the area was last described in words, so no number is current.
create or replace macro latest_values(as_at) as table
select *
from values_by(as_at)
qualify row_number() over (
    partition by indicator_id, area_code
    order by counts_from(period, period_precision) desc, period desc, period_precision
) = 1;
