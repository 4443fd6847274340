"""The view: the region filter and the as-at date, which all pages share and which live in the URL."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from ics.ui.data import rows
from ics.ui.text import plain
from ics.words import day_in_words, listed

FIRST_DAY = date(2016, 1, 1)
DEFAULT_AS_AT = date(2021, 4, 1)


@dataclass(frozen=True)
class View:
    """What the reader has chosen; no region means all of England."""

    regions: tuple[str, ...]
    as_at: date

    @property
    def parameters(self) -> dict:
        """As query parameters."""
        return {"regions": list(self.regions), "as_at": self.as_at}

    @property
    def in_words(self) -> str:
        return f"{listed(self.regions) or 'England'}, as at {day_in_words(self.as_at)}"


def choose_view() -> None:
    """Draws the two filters, and says which parts of the URL could not be used."""
    names = list(rows("region_names")["region"])
    _say_what_was_ignored(names)
    region, as_at = st.columns([2, 1], vertical_alignment="bottom")
    region.multiselect(
        "Region",
        names,
        key="region",
        bind="query-params",
        persist_state="session",
        placeholder="All of England",
    )
    as_at.date_input(
        "As-at date",
        DEFAULT_AS_AT,
        min_value=FIRST_DAY,
        max_value="today",
        key="as_at",
        format="DD/MM/YYYY",
        bind="query-params",
        persist_state="session",
        help="The page shows what had been reached by this date. The target was 1 April 2021.",
    )


def current_view() -> View:
    """The reader's choices."""
    chosen = st.session_state
    return View(tuple(chosen.get("region", ())), chosen.get("as_at") or DEFAULT_AS_AT)


def _say_what_was_ignored(names: list[str]) -> None:
    asked = st.query_params
    unknown = [name for name in asked.get_all("region") if name not in names]
    if unknown:
        st.warning(
            f"There is no region {plain(listed(f'“{n[:40]}”' for n in unknown))}; that part of the address is ignored. "
            f"The regions are {listed(names)}."
        )
    day = asked.get("as_at")
    if day is not None and not _is_usable(day):
        st.warning(
            f"“{plain(day[:40])}” is not a date that can be shown; the target date is used instead. "
            f"Write as\\_at=YYYY-MM-DD, from {FIRST_DAY} to today."
        )


def _is_usable(day: str) -> bool:
    try:
        return FIRST_DAY <= date.fromisoformat(day) <= date.today()
    except ValueError:
        return False
