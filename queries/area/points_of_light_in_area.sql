-- Which places in an area were named as examples (points of light) by a date?
-- One row per place and source.
-- Parameters:
--   area_code: ONS code of the area
--   as_at: what had happened by this date, like 2020-12-31
-- Columns:
--   place: name of the place
--   cited_by: who named it
--   cited_on: date, or the first day of its month, quarter or year (empty: not known)
--   cited_on_precision: how exact the date is: day, month, quarter or year
--   reason: text
--   measured_result: text (empty: none found)
--   evidence: how strong the evidence is
--   source_title: list of titles
--   source_url: list of addresses
select place, cited_by, cited_on, cited_on_precision, reason, measured_result, evidence, source_title, source_url
from named_points($as_at::date)
where area_code = $area_code::varchar
order by cited_on nulls last, place;
