"""The data links under `/api/v1`: every query and table as CSV and JSON, for programs and spreadsheets.

May import the store, versions and writers, and Starlette; nothing of Streamlit, and no page.
Begin with `routes.py`; how much is answered is in `link_limits.py`, and what is answered again in `answer_cache.py`.
"""
