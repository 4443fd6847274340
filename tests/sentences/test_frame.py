"""The texts at the head and the foot of every page."""

from datetime import date

import pandas as pd
import pytest

from ics.query_rows import VersionsRow
from ics.sentences.frame import last_updated, made_by, view_citation


def version(published_at: str | None) -> VersionsRow:
    when = None if published_at is None else pd.Timestamp(published_at)
    fields = dict.fromkeys(VersionsRow._fields) | {"version": 3, "published_at": when}
    return VersionsRow(**fields)  # type: ignore[arg-type]  # the other columns do not matter here


@pytest.mark.parametrize(
    ("published_at", "said"),
    [
        ("2026-11-29 11:40", "Data last updated on 29 November 2026."),
        ("2026-07-01 23:30", "Data last updated on 2 July 2026."),  # summer time in the UK
        (None, ""),
    ],
)
def test_the_day_of_the_last_update_is_that_of_the_uk(published_at: str | None, said: str) -> None:
    assert last_updated(version(published_at)) == said


def test_a_citation_has_place_day_and_version_also_where_the_time_of_the_update_is_lost() -> None:
    start = "ICS progress. London, 31 December 2020. Version 3 of the data."
    assert view_citation("London", date(2020, 12, 31), version(None)) == start
    dated = f"{start} Data last updated on 29 November 2026."
    assert view_citation("London", date(2020, 12, 31), version("2026-11-29 11:40")) == dated


def test_who_made_it_is_read_from_the_licence() -> None:
    licence = "Example License\n\nCopyright (c) 2030 The Exampleshire Office\n\nPermission …"
    assert made_by(licence) == "Made by the Exampleshire Office. You may use its code under the Example licence."
    assert made_by("Example License\n") == "You may use its code under the Example licence."
