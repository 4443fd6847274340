"""Rows that were read against the rules of the data package and of `queries/checks/`: problems, and what they become.

Imports `ics.readers`, `ics.store` and below; it knows DuckDB.
Begin with `check`; `candidate` makes the tables as they would be, `violations` and `column_rules` find what is wrong.
"""
