"""Tells an open page that a new version of the data was published meanwhile."""

from datetime import UTC, datetime

import streamlit as st

from ics.sentences.versions import newer_version
from ics.settings import look_every_seconds
from ics.store.ask import run_query
from ics.store.store import Store, StoreError
from ics.ui.data import shown_version
from ics.ui.text import escape_markdown


@st.fragment(run_every=look_every_seconds())
def watch_for_new_version() -> None:
    """Nothing while the page shows the published version; else what is new, and a button that shows it.

    It runs apart from the page: what somebody is typing, or has previewed, stays as it is.
    """
    folder, shown, stamp = shown_version()
    try:
        store = Store(folder)
        version = store.current()
        if (version, store.stamp(version)) == (shown, stamp):
            return
        latest = run_query("versions", store, version).iloc[0]
    except StoreError as error:
        _say(f"The published data cannot be read at the moment. {error} This page still shows version {shown}.")
        return
    _offer(newer_version(latest, shown, datetime.now(UTC)), version)


def _offer(sentence: str, version: int) -> None:
    with st.container(key="new-version"):
        _say(sentence)
        if st.button(f"Show version {version}", key="show-new-version"):
            st.rerun()


def _say(sentence: str) -> None:
    st.warning(
        escape_markdown(sentence)
    )  # an alert: screen readers speak it up when it appears, which they may not do for st.info
