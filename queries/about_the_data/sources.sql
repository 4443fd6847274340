-- Which sources does the data come from?
-- One row per source address, the most used first.
-- Parameters: none
-- Columns:
--   source_url: address of the source
--   source_title: title of the source
--   tables: list of table names
--   row_count: number of rows with this source
with
    cited as (
        select 'areas' as table_name, unnest(source_title) as title, unnest(source_url) as url from areas
        union all
        select 'area_changes', source_title, source_url from area_changes
        union all
        select 'milestones', source_title, source_url from milestones
        union all
        select 'area_milestones', source_title, source_url from area_milestones
        union all
        select 'indicators', unnest(source_title), unnest(source_url) from indicators
        union all
        select 'indicator_values', source_title, source_url from indicator_values
        union all
        select 'programmes', unnest(source_title), unnest(source_url) from programmes
        union all
        select 'points_of_light', unnest(source_title), unnest(source_url) from points_of_light
    )
select
    url as source_url,
    min(title) as source_title,
    string_agg(distinct table_name, ', ' order by table_name) as tables,
    count(*) as row_count
from cited
group by url
order by row_count desc, url;
