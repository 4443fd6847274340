"""The ICS progress dashboard: everything that is not a page."""
