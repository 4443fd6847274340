-- Whether a region is one of those that a reader has chosen. An empty list means all of England.
create or replace macro in_regions(region, regions) as
    len(regions) = 0 or list_contains(regions, region);
