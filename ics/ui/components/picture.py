"""A chart as a picture to take away, with what it needs to be understood elsewhere. `picture.js` makes it."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "save_picture",
    html='<button type="button">Download this chart (PNG)</button> <span role="status"></span>',
    css="""
        :host, :root { font-family: var(--st-font); color: var(--st-text-color); }
        button {
            font: inherit; color: inherit; background: none; cursor: pointer;
            border: 1px solid currentcolor; border-radius: 0.5rem; padding: 0.35rem 0.75rem;
        }
        button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
        @media print { button { display: none; } }
    """,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def offer_picture(chart: str, title: str, sentence: str, source: str, file_name: str) -> None:
    """A button that saves a plotly chart of the page as it is seen, between its title, sentence and source.

    `chart`: its key; letters, digits, `_` and `-`.
    """
    data = {"chart": chart, "title": title, "sentence": sentence, "source": source, "file": file_name}
    _component(key=f"picture-{chart}", data=data)
