"""From a check to a published version and back: what it would change, publishing, history, undo, the first build.

Everything here is data; `ics.sentences` says it in words. Imports `ics.checks`, `ics.store`, `ics.writers` and below.
Begin with `compare` (what would this change?) and `publish` (publish it).
"""
