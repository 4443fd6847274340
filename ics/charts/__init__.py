"""The figures: one function each, from the rows of a query to a plotly figure; only this room knows plotly.

May import `ics.sentences` (words about rows), `ics.query_rows`, `ics.formatting` and `ics.units`: nothing of
the store or the screen.
Begin with `layout.py` (what all figures share), then `regions.py`, a short one.
"""
