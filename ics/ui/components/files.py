"""Components made of files of this folder: the one place that reads and registers them."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_FOLDER = Path(__file__).parent


def component_of_files(name: str, html: str = "", shares: tuple[str, ...] = ()) -> ComponentRenderer:
    """The component of `name.js` and, where there are such files, `name.css` and `name.html`.

    `html`: in the place of a file, where it is one line. `shares`: files of this folder that several components begin
    with, such as "go_on.js". Raises FileNotFoundError.
    """
    own = [f"{name}.{kind}" for kind in ("html", "css") if (_FOLDER / f"{name}.{kind}").exists()]
    files = [*shares, *own, f"{name}.js"]
    return st.components.v2.component(
        name, html=html or _joined(files, ".html"), css=_joined(files, ".css"), js=_joined(files, ".js")
    )


def _joined(files: list[str], ending: str) -> str | None:
    """The texts of the files with this ending; None where there is none."""
    texts = [(_FOLDER / file).read_text(encoding="utf-8") for file in files if file.endswith(ending)]
    return "\n".join(texts) or None
