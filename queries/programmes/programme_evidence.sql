-- How strong is the evidence on the sites of the programmes?
-- One row per strength of evidence; reviews by the regulator are left out.
-- Parameters: none
-- Columns:
--   evidence: strength of the evidence
--   sites: number of sites
select evidence, count(*) as sites
from programme_sites
where not is_review
group by evidence
order by evidence;
