"""The view: the region filter and the as-at date, which all pages share and which are in the address."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from ics.formatting import day_in_words, join_and, parse_day
from ics.store.parameters import FIRST_DAY, Value
from ics.ui.filter_options import calendar
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import FILTER, choose_some, set_choice, write_parameter

HOW_TO_WRITE = f"Write a date like 2020-12-31, from {day_in_words(FIRST_DAY)} to today."


@dataclass(frozen=True)
class View:
    """What the reader has chosen; no region means all of England."""

    regions: tuple[str, ...]
    as_at: date

    @property
    def parameters(self) -> dict[str, Value]:
        """As query parameters."""
        return {"regions": list(self.regions), "as_at": self.as_at}

    @property
    def place(self) -> str:
        return join_and(self.regions) or "England"

    @property
    def in_words(self) -> str:
        return f"{self.place}, as at {day_in_words(self.as_at)}"


def current_view() -> View:
    """The reader's choices, from the address; what cannot be used there counts as left out.

    The date when none is given: `ics.store.parameters.default_day`.
    """
    asked, known = st.query_params, calendar()
    regions = dict.fromkeys(name for name in asked.get_all("region") if name in known.regions)
    return View(tuple(regions), usable_day(asked.get("as_at")) or known.target)


def choose_view() -> None:
    """Draws the region filter and the as-at date, and says which parts of the address could not be used."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="view"):
        names = {name: name for name in calendar().regions}
        choose_some("region", "Region", names, placeholder="All of England", width=420)
        choose_day(
            "as_at", "As-at date", calendar().target, help="Every page shows what had been reached by this date."
        )
        _step("◀ Earlier", -1)
        _step("Later ▶", 1)


def choose_day(name: str, label: str, default: date, help: str | None = None) -> date:
    """A date: a month's end, a date on which something happened, named, or any other day that is typed."""
    known, day = calendar(), usable_day(st.query_params.get(name)) or default
    _say_what_is_not_a_day(name, default)
    stops = sorted({*known.stops, set_choice(name, day)})

    def write() -> None:
        chosen = st.session_state[name]
        chosen_day = usable_day(chosen) if isinstance(chosen, str) else chosen
        if chosen_day:
            write_parameter(name, chosen_day, default)
        else:
            st.session_state[f"{name}_unread"] = chosen

    chosen = st.selectbox(
        label,
        stops,
        stops.index(day),
        format_func=lambda stop: known.name(stop) if isinstance(stop, date) else stop,
        key=name,
        on_change=write,
        accept_new_options=True,
        help=help,
        width=420,
        **FILTER,
    )
    return chosen if isinstance(chosen, date) else day


def _say_what_is_not_a_day(name: str, default: date) -> None:
    """Of the address, and of what was typed."""
    asked = st.query_params.get(name)
    if asked is not None and usable_day(asked) is None:
        st.warning(
            f"“{escape_markdown(asked[:40])}” is not a date that can be shown; "
            f"{day_in_words(default)} is used instead. {HOW_TO_WRITE}"
        )
    if unread := st.session_state.pop(f"{name}_unread", None):
        st.warning(f"“{escape_markdown(unread[:40])}” is not a date that can be shown. {HOW_TO_WRITE}")


def choose_since(as_at: date) -> date:
    """The earlier of two dates that are compared; a year before the as-at date unless the reader says otherwise."""
    year_before = (pd.Timestamp(as_at) - pd.DateOffset(years=1)).date()
    since = choose_day("since", "Compare with an earlier date", max(year_before, FIRST_DAY))
    if since > as_at:
        st.warning(f"{day_in_words(since)} is later than the as-at date; choose an earlier date to compare with.")
    return since


def _step(label: str, direction: int) -> None:
    """A button that goes to the next or the last date of the list."""
    as_at, known = current_view().as_at, calendar()
    place = bisect_left(known.stops, as_at) - 1 if direction < 0 else bisect_right(known.stops, as_at)
    is_possible = 0 <= place < len(known.stops)
    stop = known.stops[place] if is_possible else as_at
    st.button(label, disabled=not is_possible, on_click=write_parameter, args=("as_at", stop, known.target))


def usable_day(text: str | None) -> date | None:
    """The date, if it is one that can be shown."""
    day = parse_day(text or "")
    return day if day and FIRST_DAY <= day <= date.today() else None
