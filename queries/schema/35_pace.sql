-- The pace of the designations at a date, for each group of areas. One row per region, and one with an empty region
-- for all the regions together.
--   needed pace: what was still to come, by the months that were left to the target (365 days are 12 months)
--   actual pace: what was designated in the last 365 days, by 12
--   no needed pace where an area is not recorded: how many are to come cannot be said
--   both are rounded as they are shown, and compared so, by areas, people come with them
--   outlook: met         every area was designated by the target
--            missed      the target has passed and some area was designated late, or is not designated
--            on course   the actual pace is at least the needed one
--            at risk     the actual pace is lower, or no day is left
--            not known   the target, or the state of some area, is not recorded, or a date is too imprecise to tell
create or replace macro pace_of_designation(as_at, region_names) as table
with
    status as (
        select areas.region, areas.population, status.state, status.timing, status.reached_by, status.target_date
        from areas
        join milestone_status(as_at) as status
            on status.area_code = areas.area_code and status.milestone_id = 'ics_designated'
        where in_regions(areas.region, region_names)
    ),
    counted as (
        select
            region,
            max(target_date) as target_date,
            count(*) as areas,
            count(*) filter (state = 'reached') as designated_areas,
            count(*) filter (reached_by > as_at - interval 365 day) as recent_areas,
            count(*) filter (
                state = 'not recorded' or timing = 'unclear' or (state = 'not reached' and target_date < as_at)
            ) as unknown_areas,
            count(*) filter (state = 'not recorded') as unrecorded_areas,
            count(*) filter (timing = 'late' or state = 'overdue') as missed_areas,
            sum(population) as population,
            coalesce(sum(population) filter (state = 'reached'), 0) as designated_population,
            coalesce(sum(population) filter (reached_by > as_at - interval 365 day), 0)
                as recent_population
        from status
        group by grouping sets ((region), ())
    ),
    timed as (
        select *, date_diff('day', as_at, target_date) as days_left
        from counted
    ),
    left_over as (
        select
            *,
            case
                when days_left > 0 and designated_areas < areas and unrecorded_areas = 0 then days_left * 12 / 365
            end as months_left
        from timed
    ),
    paced as (
        select
            *,
            round((areas - designated_areas) / months_left, 2) as needed_areas_per_month,
            round(recent_areas / 12, 2) as actual_areas_per_month,
            round((population - designated_population) / months_left)::bigint as needed_people_per_month,
            round(recent_population / 12)::bigint as actual_people_per_month
        from left_over
    )
select
    *,
    case
        when target_date is null then 'not known'
        when missed_areas > 0 then 'missed'
        when unknown_areas > 0 then 'not known'
        when designated_areas = areas then 'met'
        when actual_areas_per_month >= needed_areas_per_month then 'on course'
        else 'at risk'
    end as outlook
from paced;
