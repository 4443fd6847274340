"""From the bytes of an upload to rows of text, with notes on lenient reading and problems of what cannot be read.

It may import the descriptions of tables, problems, formatting and settings; not the store or the checks.
Begin with `read.py`: `read_file` for a file, `read_rows` for rows that were typed. Leniencies are in `lenient_*.py`.
"""
