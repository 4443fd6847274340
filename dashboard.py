"""The app: `streamlit run dashboard.py`."""

import streamlit as st

from ics.api import routes
from ics.security import headers

app = st.App("ics/shell.py", routes=routes, middleware=[headers])
