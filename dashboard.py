"""The app: `streamlit run dashboard.py`."""

import streamlit as st

from ics.security import headers

app = st.App("ics/shell.py", middleware=[headers])
