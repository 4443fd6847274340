"""The foot of every page: the date of the events, the version of the record, and the link to this view."""

import streamlit as st

from ics.formatting import day_in_words
from ics.ui.data import query
from ics.ui.filters import current_view

_copy_link = st.components.v2.component(
    "copy_link",
    html='<button type="button">Copy link to this view</button> <span role="status"></span>',
    css="""
        button {
            font: inherit; color: inherit; background: none; cursor: pointer;
            border: 1px solid currentcolor; border-radius: 0.5rem; padding: 0.35rem 0.75rem;
        }
        button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
        span { overflow-wrap: anywhere; }
    """,
    # Where the browser refuses the clipboard (no https), the link is shown to be copied by hand.
    js="""
        export default function ({ parentElement }) {
            const said = parentElement.querySelector("span");
            parentElement.querySelector("button").onclick = async () => {
                try {
                    await navigator.clipboard.writeText(window.location.href);
                    said.textContent = "Copied.";
                } catch {
                    said.textContent = window.location.href;
                }
            };
        }
    """,
)


def show_footer() -> None:
    """As-at date and version are different things: what had happened by a day, and what is known of it by now."""
    latest = query("versions").rows.iloc[0]
    st.divider()
    with st.container(key="footer"):
        st.markdown(
            f"**What had happened** by {day_in_words(current_view().as_at)} (the as-at date), **as recorded** in "
            f"version {latest.version} of the data, published on {day_in_words(latest.published_at)} "
            f"at {latest.published_at:%H:%M} UTC."
        )
        _copy_link(key="copy_link")
