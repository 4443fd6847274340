-- Which places had been named as points of light by a date, by whom, why, and with what result?
-- One row per naming: the four places of the founding text first, then by place.
-- Parameters:
--   as_at: date
--   regions: list of region names; empty for all
-- Columns:
--   place: name of the place
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
--   is_founding: true or false
--   cited_by: who named it
--   cited_on: first day of the interval, empty if undated
--   cited_on_precision: day, month, quarter or year
--   reason: text
--   measured_result: text, empty if none found
--   evidence: strength of the evidence
--   source_title: list of titles
--   source_url: list of addresses
select
    named.place,
    named.area_code,
    areas.area_name,
    areas.region,
    named.is_founding,
    named.cited_by,
    named.cited_on,
    named.cited_on_precision,
    named.reason,
    named.measured_result,
    named.evidence,
    named.source_title,
    named.source_url
from named_points($as_at::date) as named
join areas using (area_code)
where in_regions(areas.region, $regions::varchar[])
order by named.is_founding desc, named.place;
