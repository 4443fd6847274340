-- How areas came out of each other. A code is used again for an area with other boundaries, so an area is a code at a
-- date: that of the latest change by which an area of this code and name came about, where there is none, the date at
-- which most of the areas came about. One row per area of the table, direction and change.
create or replace macro lineage() as table
with recursive
    came_about as (
        select areas.area_code, max(area_changes.to_date) as day
        from areas
        left join area_changes on area_changes.to_code = areas.area_code and area_changes.to_name = areas.area_name
        group by areas.area_code
    ),
    dated as (
        select area_code, coalesce(day, (select mode(day) from came_about)) as day
        from came_about
    ),
    links as (
        select
            'before' as direction,
            to_code as code, to_date as day,
            from_code as next_code, from_date as next_day,
            area_changes.*
        from area_changes
        union all
        select 'after', from_code, from_date, to_code, to_date, area_changes.*
        from area_changes
    ),
    lines as (
        select dated.area_code, links.*
        from dated
        join links on links.code = dated.area_code and links.day = dated.day
        union
        select lines.area_code, links.*
        from lines
        join links on links.direction = lines.direction and links.code = lines.next_code and links.day = lines.next_day
    )
select direction, area_code, * exclude (direction, area_code, code, day, next_code, next_day)
from lines;
