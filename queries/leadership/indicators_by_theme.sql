-- Which indicators are there, what do they mean, and how much of each is recorded?
-- One row per indicator.
-- Parameters: none
-- Columns:
--   indicator_id: key of the indicator
--   indicator_name: name of the indicator
--   framework: published data or 16 lessons
--   theme: name of the theme
--   unit: text
--   direction: higher, lower or none
--   target: target or expectation in the unit, empty for none
--   coverage: complete or partial
--   coverage_note: text
--   description: text
--   areas_with_value: areas with at least one value
--   areas: count of all areas
--   first_period: first day of the earliest period with a value or label, empty for none
--   first_precision: day, month, quarter or year
--   source_title: list of titles
--   source_url: list of addresses
with recorded as (
    select
        indicator_id,
        count(distinct area_code) filter (value is not null) as areas_with_value,
        min(period) as first_period,
        arg_min(period_precision, period) as first_precision
    from indicator_values
    group by indicator_id
)
select
    indicators.indicator_id,
    indicators.indicator_name,
    indicators.framework,
    indicators.theme,
    indicators.unit,
    indicators.direction,
    indicators.target,
    indicators.coverage,
    indicators.coverage_note,
    indicators.description,
    coalesce(recorded.areas_with_value, 0) as areas_with_value,
    (select count(*) from areas) as areas,
    recorded.first_period,
    recorded.first_precision,
    indicators.source_title,
    indicators.source_url
from indicators
left join recorded using (indicator_id)
order by theme, framework desc, coverage, if(framework = '16 lessons', indicator_id, indicator_name);
