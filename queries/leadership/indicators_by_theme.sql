-- Which indicators are there, what do they mean, and how complete are they?
-- One row per indicator.
-- Parameters: none
-- Columns:
--   indicator_id: code of the indicator
--   indicator_name: name of the indicator
--   framework: published data or 16 lessons
--   theme: name of the theme
--   unit: what the value counts or means
--   direction: which is better: higher, lower or none
--   target: value that was expected, empty for none
--   coverage: complete, or partial. Where it is partial, a missing row does not mean no
--   coverage_note: how complete and how sure the values are
--   description: text
--   areas_with_value: areas with at least one value
--   areas: number of areas
--   first_period: earliest date, or the first day of its month, quarter or year (empty: none)
--   first_precision: how exact the date is: day, month, quarter or year
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
