"""The tables of the pages: the rows of a query in the columns and words that a reader needs. One module per page.

May import `ics.sentences`, `ics.query_rows`, and of the screen only links and text; no Streamlit.
Begin with `points_of_light.py`, which has one table.
"""
