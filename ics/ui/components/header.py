"""The head of every page, as one component: the name of the site, "Find an area" and "Share".

It also tells screen readers which boxes of Streamlit are the menu, the content and the foot (`header.js`), and takes
who goes back to the place where they left a page (`places.js`).
"""

from collections import Counter

from ics.page_list import CARRIED
from ics.query_rows import VersionsRow, first_row
from ics.sentences.frame import download_words, view_citation
from ics.store.parameters import to_query_string
from ics.store.query_files import load
from ics.ui.components.files import component_of_files
from ics.ui.data import queries_of_run, query
from ics.ui.filters import current_view

_CHOSEN = {"regions", "as_at", "area_codes", "area_code"}  # a query that takes one is about what the reader chose
_header = component_of_files("header", shares=("go_on.js", "places.js"))


def show_header(page: str, address: str) -> None:
    """Draws it, once the page has run and its data are known. `page`: its title in the menu; `address`: its path."""
    view, latest = current_view(), first_row(VersionsRow, query("versions").rows)
    areas = query("area_names").rows
    data = {
        "page": page,
        "address": address,
        "area_page": "area",
        "carried": list(CARRIED),
        "areas": [{"code": row.area_code, "name": row.area_name} for row in areas.itertuples()],
        "cited": view_citation(view.place, view.as_at, latest),
        "downloads": _downloads(),
    }
    _header(key="header", data=data, on_theme_change=lambda: None)  # a run is enough


def _downloads() -> list[dict[str, str]]:
    """What the page asked about the reader's choices, each question once, as links to CSV files of the rows."""
    asked = [(name, to_query_string(given)) for name, given in queries_of_run() if given.keys() & _CHOSEN]
    words = Counter(name for name, _ in dict.fromkeys(asked))
    return [
        {
            "words": download_words(load(name).answers, given if words[name] > 1 else ""),
            "address": f"api/v1/{name}.csv" + (f"?{given}" if given else ""),
        }
        for name, given in dict.fromkeys(asked)
    ]
