"""From the parts of a workbook (.xlsx) to the rows of its sheets as text, with the cells that cannot be read.

It may import what the room `readers` may, and openpyxl and defusedxml, which only this room and the templates know.
Begin with `workbook.py`: `sheets` opens the parts that were measured, and gives the sheets that hold tables; it also
finds the day from which the workbook counts dates. `cells.py` turns what is stored in a cell into a value or a date.
"""
