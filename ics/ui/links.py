"""Links from page to page, with the reader's regions and date in their address."""

from urllib.parse import urlencode
from zlib import crc32

import streamlit as st

from ics.page_list import CARRIED
from ics.query_rows import NamedArea, SourcedRow
from ics.settings import PAGES
from ics.ui.text import escape_markdown, link


def view_parameters() -> dict[str, list[str]]:
    """The part of the address that a link to another page carries."""
    return {name: st.query_params.get_all(name) for name in CARRIED if name in st.query_params}


def link_to(page: str, words: str) -> None:
    """A link to a page by its file name, also to one that is not in the menu; what this session holds is kept."""
    # A key of its own for each link: several of a page may lead to the same.
    there = st.Page(PAGES / f"{page}.py", url_path=page.replace("_", "-"))
    with st.container(key=f"way-to-{page}-{crc32(words.encode())}"):
        st.page_link(there, label=words, query_params=view_parameters())


def area_link(row: NamedArea) -> str:
    """The name of an area as a Markdown link to its page."""
    parameters = urlencode({"area": row.area_code} | view_parameters(), doseq=True)
    return f"[{escape_markdown(row.area_name)}](area?{parameters})"


def source_links(row: SourcedRow) -> str:
    """The sources of a row as Markdown links."""
    return " · ".join(map(link, row.source_title, row.source_url))
