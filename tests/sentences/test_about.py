"""The sentences of the page About the data."""

import pandas as pd
import pytest

from ics.query_rows import VersionsRow
from ics.sentences.about import shown_version_sentence, sources_sentence
from tests.support.rows import row_of


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        (1, "Every figure has a source: 1 web address in all."),
        (1200, "Every figure has a source: 1,200 web addresses in all."),
    ],
)
def test_sources_sentence(sources, sentence):
    assert sources_sentence(sources) == sentence


@pytest.mark.parametrize(
    ("published_at", "sentence"),
    [
        (None, "You see version 3 of the data."),
        (
            pd.Timestamp("2026-11-29 16:05"),
            "You see version 3 of the data, published on 29 November 2026 at 16:05.",
        ),
    ],
)
def test_shown_version_sentence(published_at, sentence):
    assert shown_version_sentence(row_of(VersionsRow, version=3, published_at=published_at)) == sentence
