"""Templates to be filled in: an empty table as CSV, and a workbook with a sheet for each table.

It may import what the room `writers` may, and openpyxl. All of it comes from `datapackage.json` and a version's codes.
Begin with `csv_template.py` or `workbook_template.py`; `lists.py` and `validation.py` say what a cell may hold.
"""
