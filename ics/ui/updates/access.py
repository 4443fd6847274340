"""The key to publish, on the screen: it comes in the address or in a field, and the browser tab keeps it."""

import re
import time
from math import inf

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ics.safeguards.event_log import record_refused
from ics.safeguards.publishing_key import NEEDS_KEY, SWITCHED_OFF, KeyHolder, is_key, key_holders
from ics.settings import MAX_GUEST_BYTES, MAX_UPLOAD_BYTES, PUBLISHING_KEY, publishing_mode

PARAMETER = "key"
FRESH_SECONDS = 10
_IN_ADDRESS = re.compile(r"[?&]key=([\w-]+)")
WRONG_KEY = "That key is wrong. The key changes each time the dashboard starts."
_PRESENTED, _CAME_AT, _REFUSED, _FIELD = "publishing_key", "key_came_at", "refused_key", "key_field"

# The tab keeps the key in its session storage, which other ports of the same machine cannot read, unlike a cookie. It
# also takes the key out of the address, without a new entry in the history of the tab.
_key_keeper = st.components.v2.component(
    "key_keeper",
    js="""
        export default function ({ data, setStateValue }) {
            const address = new URL(window.location.href);
            if (address.searchParams.has("key")) {
                address.searchParams.delete("key");
                window.history.replaceState(window.history.state, "", address);
            }
            const kept = sessionStorage.getItem("publishing-key");
            if (data.key) sessionStorage.setItem("publishing-key", data.key);
            else if (data.forgets_kept) sessionStorage.removeItem("publishing-key");
            else if (kept && !data.may_publish) setStateValue("key", kept);
        }
    """,
)


def publishing_right() -> KeyHolder:
    """What this session has shown to be allowed to publish."""
    return KeyHolder(st.session_state.get(_PRESENTED, ""))


def may_publish() -> bool:
    return publishing_right().is_enough


def can_publish_with_key() -> bool:
    """Whether a browser can publish here at all."""
    return publishing_mode() == PUBLISHING_KEY


def most_upload_megabytes() -> int:
    """How much this session may have checked at once."""
    return (MAX_UPLOAD_BYTES if may_publish() else MAX_GUEST_BYTES) // 2**20


def take_key() -> None:
    """At the start of each run: the key that is in the address, or that the tab has stored."""
    for given in (st.query_params.get(PARAMETER), _kept_by_tab()):
        if given and not may_publish():
            _present(given)


def keep_key() -> None:
    """Draws nothing; lets the tab keep the key, and give it back after a reload.

    The key goes to the tab only just after it came from there: a session can be taken over by whoever knows its id.
    """
    if can_publish_with_key():
        is_fresh = time.monotonic() - st.session_state.get(_CAME_AT, -inf) < FRESH_SECONDS
        forgets = st.session_state.get(_REFUSED, "") == (_kept_by_tab() or None)
        with st.container(key="key-keeper"):
            shown = {"key": publishing_right().presented if is_fresh else "", "may_publish": may_publish()}
            told = shown | {"forgets_kept": forgets}
            _key_keeper(key="key_keeper", data=told, on_key_change=lambda: None, height=1)


def _kept_by_tab() -> str:
    return (st.session_state.get("key_keeper") or {}).get("key") or ""


def ask_for_key() -> None:
    """Says where the key is, with a field to paste it; or that nobody can publish here."""
    if not can_publish_with_key():
        st.info(SWITCHED_OFF)
        return
    st.warning(NEEDS_KEY)
    st.text_input(
        "Paste the key or the whole address", type="password", key=_FIELD, max_chars=500, on_change=_take_from_field
    )
    if _REFUSED in st.session_state:
        st.error(WRONG_KEY)


def _take_from_field() -> None:
    pasted = st.session_state[_FIELD].strip()
    if pasted:
        _present(found[1] if (found := _IN_ADDRESS.search(pasted)) else pasted)


def _present(key: str) -> None:
    if is_key(key):
        st.session_state[_PRESENTED], st.session_state[_CAME_AT] = key, time.monotonic()
        st.session_state.pop(_REFUSED, None)
        if context := get_script_run_ctx():
            key_holders.add(context.session_id)
    elif st.session_state.get(_REFUSED) != key:
        st.session_state[_REFUSED] = key
        record_refused("key")
