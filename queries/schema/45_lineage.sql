-- How areas came out of each other. A code is used again for an area with other boundaries, so an area is a code at a
-- date; the date of the areas of the table is the one at which most of them, by code and name, came about.
-- One row per area of the table, direction and change.
create or replace macro lineage() as table
with recursive
    dated as (
        select mode(area_changes.to_date) as day
        from areas
        join area_changes on area_changes.to_code = areas.area_code and area_changes.to_name = areas.area_name
    ),
    before as (
        select areas.area_code, area_changes.*
        from areas
        cross join dated
        join area_changes on area_changes.to_code = areas.area_code and area_changes.to_date = dated.day
        union all
        select before.area_code, area_changes.*
        from before
        join area_changes on area_changes.to_code = before.from_code and area_changes.to_date = before.from_date
    ),
    after as (
        select areas.area_code, area_changes.*
        from areas
        cross join dated
        join area_changes on area_changes.from_code = areas.area_code and area_changes.from_date = dated.day
        union all
        select after.area_code, area_changes.*
        from after
        join area_changes on area_changes.from_code = after.to_code and area_changes.from_date = after.to_date
    )
select 'before' as direction, * from before
union all
select 'after' as direction, * from after;
