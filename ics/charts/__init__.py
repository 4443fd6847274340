"""The figures: one function each, from the rows of a query to a plotly figure; only this room knows plotly.

May import `ics.sentences` (words about rows), `ics.query_rows`, `ics.formatting` and `ics.units`; no data, no Streamlit.
Begin with `layout.py` (what all figures share), then `regions.py`, the shortest of them.
"""
