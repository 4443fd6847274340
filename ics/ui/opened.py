"""Parts of a page that are closed at first, and sent only once a reader opens them."""

from collections.abc import Callable

import streamlit as st


def show_when_opened(label: str, key: str, show: Callable[[], None], is_open: bool = False) -> None:
    """A box to open with this label, in which `show` draws. `is_open`: whether it is open at first."""
    box = st.expander(label, is_open, key=key, on_change="rerun")
    if box.open:
        with box:
            show()
