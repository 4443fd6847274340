-- Which areas like one area had reached a milestone by a date?
-- One row per other area that had reached it that much earlier, the most similar first, those without a count last.
-- Parameters:
--   area_code: ONS code of the area
--   milestone: key of the milestone
--   like: list of what counts: region, population, councils, ccgs; empty for all four
--   days_before: days before the area itself; 0 or 1 gives all that had reached it if its date is not recorded
--   as_at: date
--   regions: list of region names; empty for all
-- Columns:
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
--   is_same_region: true or false
--   population: people
--   councils: upper-tier councils, April 2021
--   ccgs: clinical commissioning groups at the date
--   distance: mean difference, 0 for none; of numbers the gap as a share of the larger, of regions 0 or 1
--   reached_from: first day of the interval
--   reached_precision: day, month, quarter or year
--   days_before: days before the area itself, or before the date if not reached yet; empty if its date is not recorded
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
