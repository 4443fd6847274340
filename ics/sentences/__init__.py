"""The sentences of the pages, worked out from the rows: right for none, one and many. One module per page."""
