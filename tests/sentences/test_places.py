"""Regions in a sentence."""

import pytest

from ics.sentences.places import in_regions, region_in_words


@pytest.mark.parametrize(
    ("regions", "words"),
    [
        ([], "in England"),
        (["London"], "in London"),
        (["Midlands"], "in the Midlands"),
        (["East of England", "London"], "in the East of England and London"),
        (
            ["London", "Midlands", "North East and Yorkshire"],
            "in London, the Midlands and the North East and Yorkshire",
        ),
        (["Westshire"], "in Westshire"),  # begins like a direction, and is a name
    ],
)
def test_in_regions(regions: list[str], words: str) -> None:
    assert in_regions(regions) == words


@pytest.mark.parametrize(
    ("region", "words"),
    [("North West", "the North West"), ("South East", "the South East"), ("London", "London")],
)
def test_region_in_words(region: str, words: str) -> None:
    assert region_in_words(region) == words
