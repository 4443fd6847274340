"""Workbooks made to take the memory or the time of whoever opens them are refused, or read as they are meant."""

from functools import partial

import pytest

from tests.support.processes import apart
from tests.support.spoilt.hostile_workbooks import MAKERS, MOST_MEGABYTES, judged, measured

MOST_SECONDS = 20  # of work: a busy machine takes several times as long as a quiet one

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning"),
]


@pytest.mark.parametrize("name", MAKERS)
def test_hostile_workbook_is_refused_or_read_as_meant_and_takes_little(name):
    assert judged(*apart(partial(measured, name)), MOST_SECONDS, MOST_MEGABYTES) == ""
