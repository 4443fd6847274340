"""The command line `python -m ics`: the same functions as the pages, with answers as text or as JSON.

Imports `ics.sentences` and below. `parser` has the commands and options, `answers` what is printed, `main` runs them.
Begin with `file_commands` (build, check, preview, publish) or `version_commands` (history, diff, undo, export).
"""
