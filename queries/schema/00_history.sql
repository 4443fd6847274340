-- The history of the published versions, carried from each version to the next.
create table if not exists published_versions (
    version integer not null,
    published_at timestamp not null,  -- UTC
    who varchar,
    note varchar not null,
    based_on integer,
    rows_added bigint not null,
    rows_changed bigint not null,
    rows_removed bigint not null,
    rules_sha256 varchar not null
);

alter table published_versions add column if not exists restored_from integer;  -- an undo names what it went back to

create table if not exists published_files (
    version integer not null,
    file_name varchar not null,
    sha256 varchar not null,
    table_name varchar not null,
    row_count bigint not null
);
