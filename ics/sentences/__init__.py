"""All words about rows: sentences right for none, one and many, and the words for codes. One module per page.

May import `ics.query_rows`, `ics.formatting` and `ics.units`, and `ics.versions` for what an update means.
Begin with `progress.py`, the sentences of the first page.
"""
