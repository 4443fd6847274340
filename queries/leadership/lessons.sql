-- What are the 16 lessons, and how many areas have rated themselves by a date?
-- One row per lesson.
-- Parameters:
--   as_at: date. A value for a day or month counts from its first day, one for a quarter or year from its last
--   regions: names of regions (empty: all)
-- Columns:
--   indicator_id: code of the indicator
--   indicator_name: the lesson in our words
--   theme: name of the theme
--   description: text
--   recorded: areas with a value
--   areas: number of areas
--   related_indicators: indicators on the same topic, with "; " between them. None measures the lesson. May be empty
with
    chosen as (select area_code from areas where in_regions(region, $regions::varchar[])),
    assessed as (
        select latest.indicator_id, count(latest.value) as recorded
        from latest_values($as_at::date) as latest
        join chosen using (area_code)
        group by latest.indicator_id
    ),
    related as (
        select related_lesson, string_agg(indicator_name, '; ' order by indicator_name) as related_indicators
        from indicators
        where related_lesson is not null
        group by related_lesson
    )
select
    indicators.indicator_id,
    indicators.indicator_name,
    indicators.theme,
    indicators.description,
    coalesce(assessed.recorded, 0) as recorded,
    (select count(*) from chosen) as areas,
    coalesce(related.related_indicators, '') as related_indicators
from indicators
left join assessed using (indicator_id)
left join related on related.related_lesson = indicators.indicator_id
where indicators.framework = '16 lessons'
order by indicators.indicator_id;
