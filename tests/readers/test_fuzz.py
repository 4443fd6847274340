"""Spoilt uploads, some in each run: the check tells problems or previews, and never raises or writes.

`make reliability` tries more of them, and the large ones.
"""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ics.checks.check import REPLACE, UPSERT
from ics.store.store import Store
from tests.support.spoilt.mutations import KINDS, LARGE, spoilt
from tests.support.spoilt.outcomes import tried
from tests.support.spoilt.rewritten import outcome, written
from tests.support.worlds import fingerprints

SMALL = sorted(set(KINDS) - LARGE)
EXAMPLES = int(os.environ.get("ICS_TEST_EXAMPLES") or 8)


@pytest.fixture(scope="module")
def shared(built: Path) -> Store:
    """One store for all examples of a test."""
    return Store(built)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(kind=st.sampled_from(SMALL), seed=st.integers(0, 10**9), mode=st.sampled_from([UPSERT, REPLACE]))
def test_spoilt_uploads_are_refused_or_previewed_and_nothing_is_written(shared, kind, seed, mode):
    before = fingerprints(shared.folder)
    assert tried(shared, spoilt(kind, seed), mode) in ("problems", "large", "warnings", "previewed")
    assert fingerprints(shared.folder) == before


@pytest.mark.reliability
@pytest.mark.parametrize("kind", sorted(LARGE - {"fifty_megabytes"}))
def test_large_uploads_are_refused_or_previewed(shared, kind):
    assert tried(shared, spoilt(kind, 1)) in ("problems", "large", "warnings", "previewed")


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9))
def test_published_rows_in_another_guise_are_read_as_they_are_meant(shared, seed):
    file = written(random.Random(seed))
    assert outcome(shared, file.file) == "We read the file as meant.", file.ways


@pytest.mark.reliability
@pytest.mark.parametrize("kind", SMALL)
def test_a_spoilt_upload_can_be_made_again(kind):
    assert spoilt(kind, 7) == spoilt(kind, 7)
