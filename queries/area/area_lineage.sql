-- Which earlier areas became this area, and which boards did it become?
-- One row per change: earlier areas first, then later ones, in order of date.
-- Parameters:
--   area_code: ONS code of the area
--   as_at: what had happened by this date, like 2020-12-31
-- Columns:
--   direction: before or after this area
--   from_code: ONS code of the earlier area
--   from_name: name of the earlier area
--   from_date: date from which that area existed
--   to_code: ONS code of the later area
--   to_name: name of the later area
--   to_date: date of the change
--   is_later: true if after the chosen date
--   kind: what happened, such as continued, merged or part moved
--   population_share_pct: per cent of the people of the earlier area (empty: not known)
--   note: text. May be empty
--   source_title: title of the source
--   source_url: address of the source
select
    direction,
    from_code,
    from_name,
    from_date,
    to_code,
    to_name,
    to_date,
    to_date > $as_at::date as is_later,
    kind,
    population_share_pct,
    note,
    source_title,
    source_url
from lineage()
where area_code = $area_code::varchar
order by to_date, population_share_pct desc nulls last, from_name, to_name;
