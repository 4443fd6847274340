-- Dates with a precision are intervals: an imprecise date is compared by its end, never as a made-up day.
create or replace macro interval_end(starts_on, length) as
    case length
        when 'day' then starts_on
        when 'month' then (starts_on + interval 1 month - interval 1 day)::date
        when 'quarter' then (starts_on + interval 3 month - interval 1 day)::date
        when 'year' then (starts_on + interval 1 year - interval 1 day)::date
    end;

-- The first day of the month, quarter or year in which a day is, the day itself where the precision is a day.
create or replace macro interval_begin(day, length) as
    case length
        when 'month' then date_trunc('month', day)::date
        when 'quarter' then date_trunc('quarter', day)::date
        when 'year' then date_trunc('year', day)::date
        else day
    end;
