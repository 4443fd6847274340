"""The programmes on the page Who did what, where: what to look for, and the places as entries that open."""

import pandas as pd
import streamlit as st

from ics.query_rows import ProgrammesFoundRow, rows_as
from ics.sentences.points_of_light import EVIDENCE
from ics.sentences.programmes import PROGRAMMES, Search, kind_in_words, when_in_words, word
from ics.ui.data import query
from ics.ui.links import source_links
from ics.ui.tables.programmes import (
    NOT_PLACED,
    area_links,
    evidence_in_words,
    leaders_in_words,
    places_in_words,
    result_in_words,
    services_in_words,
)
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import choose_one, choose_some, choose_switch, choose_text, write_parameter

_SITES_PER_PAGE = 12
_MOST_OPEN = 3  # as few entries are open from the start
_MATCHES = {"all": "All services", "any": "Any service"}


def choose_search() -> Search:
    """What the reader looks for, besides the region and the date."""
    areas = query("area_names").rows
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    regions = dict(zip(areas["area_code"], areas["region"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", key="search"):
        services = choose_some(
            "services", "Services joined up", _words("programme_services", "service"), placeholder="Any", width=420
        )
        match = choose_switch("match", "Match", _MATCHES, "all", width=220)
        find = choose_text("find", "Search the places", width=300)
        area = choose_one("area", "Area", names, None, placeholder="All areas", width=260)
        programmes = choose_some("programme", "Programme", _kinds(), placeholder="All programmes", width=300)
        levels = choose_some("level", "Level", _words("programme_levels", "level"), placeholder="All", width=180)
        evidence = choose_some("evidence", "Evidence", _strengths(), placeholder="Any", width=260)
    return Search(
        area,
        names.get(area, ""),
        regions.get(area, ""),
        tuple(programmes),
        tuple(services),
        match,
        tuple(levels),
        tuple(evidence),
        find,
    )


def _kinds() -> dict[str, str]:
    """The kinds of programme with their names."""
    return {code: word(PROGRAMMES, code) for code in _words("programme_kinds", "programme")}


def _strengths() -> dict[str, str]:
    """The strengths of evidence that are recorded, the strongest first, with symbol and name."""
    recorded = _words("programme_evidence", "evidence")
    return {code: f"{look.symbol} {look.name}" for code, look in EVIDENCE.items() if code in recorded}


def _words(name: str, column: str) -> dict[str, str]:
    """The values of a query, which are words already."""
    return {value: value for value in query(name).rows[column]}


def show_sites(found: pd.DataFrame, asked: dict[str, object]) -> None:
    """The places as entries that open, page by page. `found`: query programmes_found; `asked`: its parameters."""
    entries = st.container()
    for row in rows_as(ProgrammesFoundRow, _page_of(found, asked)):
        with entries.expander(_label(row), expanded=len(found) <= _MOST_OPEN):
            st.markdown(_entry(row))


def _page_of(found: pd.DataFrame, asked: dict[str, object]) -> pd.DataFrame:
    """The places of the chosen page; draws the choice where there are several."""
    _begin_at_the_first_page(asked)
    if len(found) <= _SITES_PER_PAGE:
        return found
    names, of = list(found["site_name"]), len(found)
    firsts = {str(page): first for page, first in enumerate(range(0, of, _SITES_PER_PAGE), 1)}
    labels = {
        page: f"{first + 1} to {min(first + _SITES_PER_PAGE, of)} of {of}: {names[first]} …"
        for page, first in firsts.items()
    }
    first = firsts[choose_one("page", "Places shown", labels, "1", width=600) or "1"]
    return found.iloc[first : first + _SITES_PER_PAGE]


def _begin_at_the_first_page(asked: dict[str, object]) -> None:
    """Other choices give another list, and the page of the last one says nothing about it.

    A link, or the way back, that changes the page as well means the page it names.
    """
    page = st.query_params.get("page")
    asked_before, page_before = st.session_state.get("programmes_asked", (asked, page))
    if asked != asked_before and page == page_before:
        write_parameter("page", None, None)
    st.session_state["programmes_asked"] = (asked, st.query_params.get("page"))


def _label(row: ProgrammesFoundRow) -> str:
    others = len(row.area_names) - 1
    where = row.area_names[0] + (f" and {others} more" if others else "") if row.area_names else NOT_PLACED
    kind = word(PROGRAMMES, row.programme).partition(" (")[0]
    name, where, kind = map(escape_markdown, (row.site_name, where, kind))
    return f"**{name}** · {where} · {kind} · {evidence_in_words(row)}"


def _entry(row: ProgrammesFoundRow) -> str:
    """All that is recorded of a place, as Markdown."""
    parts = {
        "Where": f"{escape_markdown(places_in_words(row))}: {area_links(row)}",
        "Programme": escape_markdown(kind_in_words(row.programme, row.model_type)),
        "Services": escape_markdown(services_in_words(row)),
        "Led by (or main partners)": escape_markdown(leaders_in_words(row)),
        "When": escape_markdown(when_in_words(row)),
        "Result": escape_markdown(result_in_words(row)),
        "Evidence": _strength(row),
        "Sources": source_links(row),
    }
    return "\n".join(f"- **{name}**: {words}" for name, words in parts.items())


def _strength(row: ProgrammesFoundRow) -> str:
    strength = EVIDENCE[row.evidence]
    return f"{strength.label}: {strength.meaning}" if row.evidence != "none" else strength.label
