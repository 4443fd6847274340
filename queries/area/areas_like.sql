-- Which similar areas had reached a milestone earlier than one area?
-- One row per other area that got there that much earlier, the most similar first.
-- Parameters:
--   area_code: ONS code of the area
--   milestone: code of the milestone
--   like: what to compare: region, population, councils, ccgs (empty: all four)
--   days_before: at least this many days before this area; 0 or 1 gives all if the date of this area is not known
--   as_at: what had happened by this date, like 2020-12-31
--   regions: names of regions (empty: all)
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
--   is_same_region: true if it is in the same region
--   population: people
--   councils: upper-tier councils, April 2021
--   ccgs: clinical commissioning groups on the date
--   distance: average difference, 0 for the same. For numbers the gap as a share of the larger, for regions 0 or 1
--   reached_from: date, or the first day of its month, quarter or year
--   reached_precision: how exact the date is: day, month, quarter or year
--   days_before: days before this area, or before the date if it had not got there. Empty if its date is not known
with
    own as (
        select
            counts.*,
            case status.state
                when 'reached' then status.reached_by
                when 'not recorded' then null
                else $as_at::date
            end as date_end
        from likeness_counts($as_at::date) as counts
        join milestone_status($as_at::date) as status using (area_code)
        where counts.area_code = $area_code::varchar and status.milestone_id = $milestone::varchar
    ),
    others as (
        select counts.*, counts.region = own.region as is_same_region, own.date_end as own_date_end
        from likeness_counts($as_at::date) as counts
        join own on own.area_code <> counts.area_code
    ),
    gaps as (
        select others.area_code, 'region' as part, if(others.is_same_region, 0.0, 1.0) as gap from others
        union all
        select others.area_code, 'population', apart(others.population, own.population) from others cross join own
        union all
        select others.area_code, 'councils', apart(others.councils, own.councils) from others cross join own
        union all
        select others.area_code, 'ccgs', apart(others.ccgs, own.ccgs) from others cross join own
    ),
    distances as (
        select area_code, case when count(*) = count(gap) then round(avg(gap), 3) end as distance
        from gaps
        where len($like::varchar[]) = 0 or list_contains($like::varchar[], part)
        group by area_code
    )
select
    areas.area_code,
    areas.area_name,
    areas.region,
    others.is_same_region,
    areas.population,
    others.councils::bigint as councils,
    others.ccgs::bigint as ccgs,
    distances.distance,
    status.reached_from,
    status.reached_precision,
    date_diff('day', status.reached_by, others.own_date_end) as days_before
from others
join distances using (area_code)
join areas using (area_code)
join milestone_status($as_at::date) as status
    on status.area_code = others.area_code and status.milestone_id = $milestone::varchar
where status.state = 'reached'
    and coalesce(
        date_diff('day', status.reached_by, others.own_date_end) >= $days_before::integer, $days_before::integer <= 1
    )
    and in_regions(areas.region, $regions::varchar[])
order by distances.distance nulls last, areas.area_name;
