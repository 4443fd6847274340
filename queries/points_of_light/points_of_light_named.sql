-- Which places were named as examples (points of light) by a date, by whom, why, and with what result?
-- One row per place and source: those named by the New NHS Alliance first, then by place.
-- Parameters:
--   as_at: what had happened by this date, like 2020-12-31
--   regions: names of regions (empty: all)
-- Columns:
--   place: name of the place
--   area_code: ONS code of the area
--   area_name: name of the area
--   region: name of the region
--   is_founding: true for the places that the New NHS Alliance named in 2017
--   cited_by: who named it
--   cited_on: date, or the first day of its month, quarter or year (empty: not known)
--   cited_on_precision: how exact the date is: day, month, quarter or year
--   reason: text
--   measured_result: text (empty: none found)
--   evidence: how strong the evidence is
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
