"""The published versions, immutable DuckDB files, and what can be asked of them: queries, tables, rows, two states.

It may import `safeguards` and the ground (`datapackage`, `formatting`, `settings`); DuckDB connections are made in
`connections.py` only. Begin with `store.py`, and with `ask.py` for a query.
"""
