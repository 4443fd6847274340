-- How completely is each indicator recorded?
-- One row per indicator.
-- Parameters: none
-- Columns:
--   indicator_name: name of the indicator
--   framework: name of the framework
--   theme: name of the theme
--   coverage: complete or partial
--   areas_with_value: areas with at least one value
--   periods: periods with at least one value
--   first_period: date
--   last_period: date
--   coverage_note: text
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
