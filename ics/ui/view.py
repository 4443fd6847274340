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
    """Draws the two filters, and says which parts of the address could not be used.

    The address is the truth: each run sets the filters from it, and a change of a filter is written to it.
    (Streamlit's own binding loses parameters when a reader goes to the next page quickly.)
    """
    names = list(rows("region_names")["region"])
    _say_what_was_ignored(names)
    asked = st.query_params
    set_choice("region", [name for name in dict.fromkeys(asked.get_all("region")) if name in names])
    set_choice("as_at", _day(asked.get("as_at")) or DEFAULT_AS_AT)
    region, as_at = st.columns([2, 1], vertical_alignment="bottom")
    region.multiselect("Region", names, key="region", placeholder="All of England", on_change=_write_regions)
    as_at.date_input(
        "As-at date",
        min_value=FIRST_DAY,
        max_value="today",
        key="as_at",
        format="DD/MM/YYYY",
        on_change=_write_as_at,
        help="The page shows what had been reached by this date. The target was 1 April 2021.",
    )


def _write_regions() -> None:
    st.query_params["region"] = st.session_state["region"]


def _write_as_at() -> None:
    write_parameter("as_at", st.session_state["as_at"], DEFAULT_AS_AT)


def set_choice(key: str, value: object) -> None:
    """Sets a widget that is about to be drawn; one that holds the value already is left alone while somebody types."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def write_parameter(name: str, value: object, default: object) -> None:
    """Writes a choice to the address; the default is left out of it."""
    if value in (None, default):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)


def current_view() -> View:
    """The reader's choices."""
    chosen = st.session_state
    return View(tuple(chosen.get("region", ())), chosen.get("as_at") or DEFAULT_AS_AT)


def year_ends(as_at: date) -> list[date]:
    """The last days of the years since the first designations, up to the as-at date, and that date itself."""
    return [date(year, 12, 31) for year in range(2017, as_at.year)] + [as_at]


def _say_what_was_ignored(names: list[str]) -> None:
    asked = st.query_params
    unknown = [name for name in asked.get_all("region") if name not in names]
    if unknown:
        st.warning(
            f"There is no region {plain(listed(f'“{n[:40]}”' for n in unknown))}; that part of the address is ignored. "
            f"The regions are {listed(names)}."
        )
    day = asked.get("as_at")
    if day is not None and _day(day) is None:
        st.warning(
            f"“{plain(day[:40])}” is not a date that can be shown; the target date is used instead. "
            f"Write as\\_at=YYYY-MM-DD, from {FIRST_DAY} to today."
        )


def _day(text: str | None) -> date | None:
    """The date, if it is one that can be shown."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= date.today() else None
