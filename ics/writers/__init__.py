"""From the store to files that people take away: CSV for a spreadsheet, a version as a data package, templates.

It may import the store, and the readers for what both must agree on; not the checks or anything that shows pages.
Begin with `csv_files.py`; `package.py` writes what the program reads again, `templates` what people fill in.
"""
