-- Which versions were published, when, by whom and with what changes?
-- One row per version, the newest first.
-- Parameters: none
-- Columns:
--   version: number of the version
--   published_at: time in UTC; empty, as the counts are, if a damaged file took them with it
--   who: name, may be empty
--   note: text
--   based_on: number of the version before
--   restored_from: number of the version that an undo brought back
--   rows_added: number of rows added
--   rows_changed: number of rows changed
--   rows_removed: number of rows removed
--   files: list of file names
select
    published_versions.version,
    published_versions.published_at,
    published_versions.who,
    published_versions.note,
    published_versions.based_on,
    published_versions.restored_from,
    published_versions.rows_added,
    published_versions.rows_changed,
    published_versions.rows_removed,
    coalesce(string_agg(published_files.file_name, ', ' order by published_files.file_name), '') as files
from published_versions
left join published_files using (version)
group by all
order by published_versions.version desc;
