-- Which places in an area had been named as points of light by a date?
-- One row per naming.
-- Parameters:
--   area_code: ONS code of the area
--   as_at: date
-- Columns:
--   place: name of the place
--   cited_by: who named it
--   cited_on: first day of the interval, empty if undated
--   cited_on_precision: day, month, quarter or year
--   reason: text
--   measured_result: text, empty if none found
--   evidence: strength of the evidence
--   source_title: list of titles
--   source_url: list of addresses
select place, cited_by, cited_on, cited_on_precision, reason, measured_result, evidence, source_title, source_url
from named_points($as_at::date)
where area_code = $area_code::varchar
order by cited_on nulls last, place;
