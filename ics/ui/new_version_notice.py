"""Tells an open page that the data was updated meanwhile, in a bar over the page that moves nothing."""

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
    """Nothing while the page shows the published version; else when the data was updated, and a button to see it.

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
        with st.container(key="new-version", horizontal=True):
            _say(
                f"The published data cannot be read at the moment. {error} This page still shows the data from before."
            )
        return
    _offer(newer_version(latest.published_at, datetime.now(UTC)))


def _offer(sentence: str) -> None:
    with st.container(key="new-version", horizontal=True, vertical_alignment="center"):
        _say(sentence)
        if st.button("Show the update", key="show-new-version"):
            st.rerun()


def _say(sentence: str) -> None:
    """An alert: screen readers speak it up when it appears, which they may not do for st.info."""
    st.warning(escape_markdown(sentence))
