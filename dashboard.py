"""The app: `streamlit run dashboard.py`."""

import streamlit as st

from ics.api.routes import routes
from ics.server.front import ASGIApp, protect
from ics.server.start import require_settings, run_server

require_settings()
app: ASGIApp = st.App("ics/ui/shell.py", routes=routes, lifespan=run_server)
app = protect(app)  # Streamlit finds the name `app` by reading the line above, and serves what it means in the end
