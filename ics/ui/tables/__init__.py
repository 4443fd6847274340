"""The tables of the pages: rows of a query in words. One module per page."""
