"""What a page is made of: the frame, the filters, the rows it shows, and its charts, tables and forms.

It may import every other room but `server` and `cli`; Streamlit is used here, in `pages/` and in `server` only. Begin
with `shell.py`, which draws the frame, and with `data.py`, which gives a page its rows.
"""
