"""Workbooks made to take the memory or the time of whoever opens them are refused, or read as they are meant.

`make reliability` tries each of them in full.
"""

from functools import partial

import pytest

from ics.readers import budget
from ics.readers.xlsx import parts
from tests.support.processes import apart
from tests.support.spoilt.hostile_workbooks import MAKERS, MOST_MEGABYTES, judged, measured

MOST_SECONDS = 20  # of work: a busy machine takes several times as long as a quiet one
# How large a workbook is that goes the way of the large one where the limits are a tenth of what they are: those that
# a limit refuses are just beyond it.
ENOUGH = {
    "strings_aside": 60,
    "sheet_aside": 13_000,
    "large_parts_unread": 30_000,
    "attributes": 4,
    "deep": 60_000,
    "deep_with_attributes": 60_000,
    "endless_number": 2**20,
    "long_number": 1_000,
    "columns": 20_000,
    "merged": 20_000,
    "inline_texts": 140,
    "runs": 10_500,
    "one_row": 21_000,
    "shared_text": 10_000,
    "shared_formula": 6_000,
    "conditions": 15_000,
    "number_formats": 30_000,
    "long_format": 6_000,
    "styles": 25_000,
    "defined_names": 25_000,
    "fifty_in_a_zip": 1_500,
}
LIMITS = [(budget, "MAX_TAGS"), (budget, "MAX_ATTRIBUTES"), (budget, "MAX_CHARACTERS"), (parts, "MAX_HELD")]

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning"),
]


@pytest.mark.parametrize("name", ENOUGH)
def test_hostile_workbook_is_refused_or_read_as_meant_and_takes_little(name, monkeypatch):
    for module, limit in LIMITS:
        monkeypatch.setattr(module, limit, getattr(module, limit) // 10)
    assert judged(*apart(partial(measured, name, ENOUGH[name])), MOST_SECONDS, MOST_MEGABYTES) == ""


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in ENOUGH])
def test_hostile_workbook_in_full_is_refused_or_read_as_meant_and_takes_little(name):
    assert judged(*apart(partial(measured, name)), MOST_SECONDS, MOST_MEGABYTES) == ""
