-- The history of the published versions, carried from each version to the next.
create table if not exists published_versions (
    version integer not null,
    published_at timestamp,  -- UTC; empty, as the counts are, where only the number is known
    who varchar,
    note varchar not null,
    based_on integer,
    rows_added bigint,
    rows_changed bigint,
    rows_removed bigint,
    rules_sha256 varchar not null
);

alter table published_versions add column if not exists restored_from integer;  -- an undo names what it went back to
alter table published_versions alter column published_at drop not null;  -- as older versions have them
alter table published_versions alter column rows_added drop not null;
alter table published_versions alter column rows_changed drop not null;
alter table published_versions alter column rows_removed drop not null;

create table if not exists published_files (
    version integer not null,
    file_name varchar not null,
    sha256 varchar not null,
    table_name varchar not null,
    row_count bigint not null
);
