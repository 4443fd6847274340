-- How strong is the evidence on the places of the programmes?
-- One row per strength of evidence. Reviews by the regulator are left out.
-- Parameters: none
-- Columns:
--   evidence: how strong the evidence is
--   sites: number of places
select evidence, count(*) as sites
from programme_sites
where not is_review
group by evidence
order by evidence;
