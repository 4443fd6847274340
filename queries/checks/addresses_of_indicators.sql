-- One of the source addresses is no address of the web.
-- One row per failing row of indicators.
-- Table: indicators
-- Fix: Write addresses like https://www.england.nhs.uk/page, with " | " between them.
select line, 'source_url' as column_name, array_to_string(source_url, ' | ') as value
from indicators
where line is not null and len(list_filter(source_url, lambda url: not regexp_full_match(url, 'https?://\S+'))) > 0
order by line;
