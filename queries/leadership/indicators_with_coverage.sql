-- How complete is each indicator?
-- One row per indicator.
-- Parameters: none
-- Columns:
--   indicator_name: name of the indicator
--   framework: published data or 16 lessons
--   theme: name of the theme
--   coverage: complete, or partial. Where it is partial, a missing row does not mean no
--   areas_with_value: areas with at least one value
--   periods: number of dates with a value
--   first_period: earliest date with a value
--   last_period: latest date with a value
--   coverage_note: how complete and how sure the values are
select
    indicators.indicator_name,
    indicators.framework,
    indicators.theme,
    indicators.coverage,
    count(distinct indicator_values.area_code) filter (indicator_values.value is not null) as areas_with_value,
    count(distinct indicator_values.period) filter (indicator_values.value is not null) as periods,
    min(indicator_values.period) filter (indicator_values.value is not null) as first_period,
    max(indicator_values.period) filter (indicator_values.value is not null) as last_period,
    indicators.coverage_note
from indicators
left join indicator_values using (indicator_id)
group by all
order by any_value(indicators.framework) desc, any_value(indicators.theme), any_value(indicators.indicator_name);
