"""The view: regions and date, which all pages share and which are in the address."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from ics.formatting import day_in_words, join_and, parse_day
from ics.store.parameters import FIRST_DAY, Value
from ics.ui.filter_options import calendar
from ics.ui.text import escape_markdown
from ics.ui.url_widgets import FILTER, choose_pills, set_choice, write_parameter

HOW_TO_WRITE = f"Enter a date from {day_in_words(FIRST_DAY)} to today, like 31/12/2020."


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
        return f"{self.place}, {day_in_words(self.as_at)}"


def current_view() -> View:
    """The reader's choices, from the address; what cannot be used there counts as left out.

    The date when none is given: `ics.store.parameters.default_day`.
    """
    asked, known = st.query_params, calendar()
    regions = dict.fromkeys(name for name in asked.get_all("region") if name in known.regions)
    return View(tuple(regions), usable_day(asked.get("as_at")) or known.target)


def choose_view(with_date: bool = True) -> None:
    """Draws the regions and the date, and says which parts of the address could not be used.

    `with_date`: False for a page that has its own control for the date.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="view"):
        names = {name: name for name in calendar().regions}
        choose_pills("region", "Choose regions, or see all of England", names)
        if with_date:
            choose_view_date()


def choose_view_date() -> None:
    """The date of the view: a key date from the list, or any other that is typed."""
    choose_day("as_at", "Date", calendar().target, help="See how things were on this day.", width=300)


def choose_day(name: str, label: str, default: date, help: str | None = None, width: int = 420) -> date:
    """A date: a key date, named by what happened on it, or any other day that is typed."""
    known, day = calendar(), usable_day(st.query_params.get(name)) or default
    _say_what_is_not_a_day(name, default)
    stops = sorted({*known.stops, set_choice(name, day)})

    def write() -> None:
        chosen = st.session_state[name]
        write_day(name, chosen if isinstance(chosen, str) else chosen.isoformat(), default)

    chosen = st.selectbox(
        label,
        stops,
        stops.index(day),
        format_func=lambda stop: known.name(stop) if isinstance(stop, date) else stop,
        key=name,
        on_change=write,
        accept_new_options=True,
        help=help,
        width=width,
        **FILTER,
    )
    return chosen if isinstance(chosen, date) else day


def write_day(name: str, text: str, default: date) -> None:
    """Writes a day to the address, the default not; one that cannot be shown is named by the next run."""
    if day := usable_day(text):
        write_parameter(name, day, default)
    else:
        st.session_state[f"{name}_unread"] = text


def _say_what_is_not_a_day(name: str, default: date) -> None:
    """Of the address, and of what was typed."""
    asked = st.query_params.get(name)
    if asked is not None and usable_day(asked) is None:
        st.warning(
            f"We cannot show “{escape_markdown(asked[:40])}”. {HOW_TO_WRITE} "
            f"This page shows {day_in_words(default)} for now."
        )
    if unread := st.session_state.pop(f"{name}_unread", None):
        st.warning(f"We cannot show “{escape_markdown(unread[:40])}”. {HOW_TO_WRITE}")


def choose_since(as_at: date) -> date:
    """The earlier of two dates that are compared; by default a year before the date of the view."""
    year_before = (pd.Timestamp(as_at) - pd.DateOffset(years=1)).date()
    since = choose_day("since", "Compare with an earlier date", max(year_before, FIRST_DAY))
    if since > as_at:
        st.warning(
            f"{day_in_words(since)} is later than {day_in_words(as_at)}. Choose an earlier date to compare with."
        )
    return since


def usable_day(text: str | None) -> date | None:
    """The date, if it is one that can be shown."""
    day = parse_day(text or "")
    return day if day and FIRST_DAY <= day <= date.today() else None
