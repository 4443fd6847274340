-- Which files was each version made from?
-- One row per version and file.
-- Parameters: none
-- Columns:
--   version: number of the version
--   file_name: name of the file
--   sha256: SHA-256 checksum of the file
--   table_name: name of the table
--   row_count: number of rows in the file
select version, file_name, sha256, table_name, row_count
from published_files
order by version desc, table_name, file_name;
