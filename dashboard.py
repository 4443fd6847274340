"""The app: `streamlit run dashboard.py`."""

import streamlit as st

from ics.api.routes import routes
from ics.server.front import ASGIApp, protected
from ics.server.start import require_settings, running

require_settings()
app: ASGIApp = st.App("ics/ui/shell.py", routes=routes, lifespan=running)
app = protected(app)  # Streamlit finds the name `app` by reading the line above, and serves what it means in the end
