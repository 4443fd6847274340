"""What the two filters offer: the regions, and the dates with their names. Worked out once per version and day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from ics.formatting import day_in_words
from ics.sentences.key_dates import key_date_names
from ics.store.parameters import FIRST_DAY, default_day
from ics.ui.data import query, shown_version


@dataclass(frozen=True)
class Calendar:
    """`stops`: the key dates until today, in order; `names`: each with what happened on it."""

    regions: tuple[str, ...]
    stops: tuple[date, ...]
    names: dict[date, str]
    target: date

    def name(self, day: date) -> str:
        return self.names.get(day) or day_in_words(day)


def calendar() -> Calendar:
    """The calendar of the version of this run."""
    return _calendar(shown_version(), date.today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _calendar(version: tuple[Path, int, str], today: date) -> Calendar:  # noqa: ARG001 (the version is the key)
    key_dates = query("key_dates").rows
    stops = sorted({day for day in key_dates["day"].dt.date if FIRST_DAY <= day <= today})
    names = key_date_names(key_dates)
    target = default_day(lambda name: query(name).rows)
    return Calendar(tuple(query("region_names").rows["region"]), tuple(stops), names, target)
