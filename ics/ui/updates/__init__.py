"""The parts of the pages that change the data: "Update data", "Edit rows" and "History".

Imports everything below `ics.ui`; what is decided here is only what is on the screen and when.
Begin with `upload` (files), `edit_session` (rows) or `undo`; all three end in `problems`, `diff` and `publish_form`.
"""
