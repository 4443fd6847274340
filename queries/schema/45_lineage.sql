-- How areas came out of each other. A code is used again for an area with other boundaries, so an area is a code at a
-- date: that of the latest change by which an area of this code and name came about; where there is none, the date at
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
    before as (
        select dated.area_code, area_changes.*
        from dated
        join area_changes on area_changes.to_code = dated.area_code and area_changes.to_date = dated.day
        union
        select before.area_code, area_changes.*
        from before
        join area_changes on area_changes.to_code = before.from_code and area_changes.to_date = before.from_date
    ),
    after as (
        select dated.area_code, area_changes.*
        from dated
        join area_changes on area_changes.from_code = dated.area_code and area_changes.from_date = dated.day
        union
        select after.area_code, area_changes.*
        from after
        join area_changes on area_changes.from_code = after.to_code and area_changes.from_date = after.to_date
    )
select 'before' as direction, * from before
union all
select 'after' as direction, * from after;
