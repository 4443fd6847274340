"""Workbooks made to take the memory or the time of whoever opens them are refused, or read as they are meant.

`make reliability` tries each of them in full.
"""

from functools import partial

import pytest

from ics.readers import budget
from tests.support.processes import apart
from tests.support.spoilt.hostile_workbooks import MAKERS, MOST_MEGABYTES, judged, measured

MOST_SECONDS = 20  # of work: a busy machine takes several times as long as a quiet one
# How large a workbook is enough to go the way of the large one: what a limit refuses is just beyond it.
ENOUGH = {
    "strings_aside": 60,
    "sheet_aside": 130_000,
    "large_parts_unread": 30_000,
    "attributes": 36,
    "deep": 60_000,
    "deep_with_attributes": 60_000,
    "endless_number": 2**20,
    "long_number": 1_000,
    "columns": 20_000,
    "merged": 20_000,
    "inline_texts": 1_400,
    "runs": 105_000,
    "one_row": 210_000,
    "shared_formula": 6_000,
    "conditions": 20_000,
    "number_formats": 20_000,
    "long_format": 6_000,
    "defined_names": 20_000,
    "fifty_in_a_zip": 1_500,
}
A_TENTH_OF_THE_TAGS = {"fifty_in_a_zip"}  # of those that an upload may have: to read all of them takes seconds

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning"),
]


@pytest.mark.parametrize("name", MAKERS)
def test_hostile_workbook_is_refused_or_read_as_meant_and_takes_little(name, monkeypatch):
    if name in A_TENTH_OF_THE_TAGS:
        monkeypatch.setattr(budget, "MAX_TAGS", budget.MAX_TAGS // 10)
    size = [ENOUGH[name]] if name in ENOUGH else []
    assert judged(*apart(partial(measured, name, *size)), MOST_SECONDS, MOST_MEGABYTES) == ""
