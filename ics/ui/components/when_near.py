"""Shows a part of a page only when the reader comes near it: what it takes to draw is not loaded before."""

from collections.abc import Callable

import streamlit as st

from ics.ui.components.files import component_of_files

_when_near = component_of_files("when_near", "<div style='height: 100%'></div>")


@st.fragment
def show_when_near(key: str, height: int, show: Callable[[], None]) -> None:
    """Calls `show` once this place of the page is in sight; until then keeps room for it.

    `height`: pixels of what will be shown. It runs apart from the page: nothing else is drawn again.
    """
    seen = f"{key}-seen"
    if not st.session_state.get(seen):
        _when_near(key=f"{key}-near", height=height, on_near_change=lambda: st.session_state.update({seen: True}))
        return
    show()
