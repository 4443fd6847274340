-- Which indicators differ, in their values or their description?
-- One row per indicator that differs.
-- Parameters: none
-- Columns:
--   indicator_id: code of the indicator
--   indicator_name: name of the indicator
--   values_touched: values that are added, changed or removed
--   has_new_definition: true if its description has changed
with
    counted as (
        select indicator_id, count(*) as values_touched
        from changed.indicator_values
        group by indicator_id
    ),
    touched as (
        select indicator_id from counted
        union
        select indicator_id from changed.indicators
    )
select
    indicator_id,
    coalesce(after.indicator_name, before.indicator_name) as indicator_name,
    coalesce(counted.values_touched, 0) as values_touched,
    defined.kind is not null as has_new_definition
from touched
left join counted using (indicator_id)
left join changed.indicators as defined using (indicator_id)
left join state_before.indicators as before using (indicator_id)
left join state_after.indicators as after using (indicator_id)
order by values_touched desc, indicator_name, indicator_id;
