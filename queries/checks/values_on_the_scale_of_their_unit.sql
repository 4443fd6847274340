-- The value is not on the scale of this indicator.
-- One row per failing row of indicator_values.
-- Table: indicator_values
-- Fix: Enter a value on the scale. The table indicators gives the scale in unit, for example 0 or 1.
with scaled as (
    select
        indicator_id,
        unit,
        try_cast(regexp_extract(unit, '^(?:ordinal|segment) (\d+)-(\d+)', 1) as double) as lowest,
        try_cast(regexp_extract(unit, '^(?:ordinal|segment) (\d+)-(\d+)', 2) as double) as highest
    from indicators
)
select indicator_values.line, 'value' as column_name, indicator_values.value::varchar as value
from indicator_values
join scaled using (indicator_id)
where indicator_values.line is not null
    and (
        indicator_values.value not between scaled.lowest and scaled.highest
        or (scaled.unit = '0 or 1' and indicator_values.value not in (0, 1))
        or (scaled.unit = '1 where sourced' and indicator_values.value <> 1)
    )
order by indicator_values.line;
