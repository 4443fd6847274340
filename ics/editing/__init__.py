"""Edits of a few rows, from what is typed in a form or a grid to a check like that of a file.

Knows nothing of pages: imports `ics.checks`, `ics.store` and below. An edit is known by the key of its row.
Begin with `edits`; `check_edits` checks them, `rebase` moves them onto a version that somebody published meanwhile.
"""
