"""The sentences of the page Points of light, for none, one, all, unknown, and one region."""

from datetime import date

import pandas as pd
import pytest

from ics.query_rows import PointsOfLightNamedRow
from ics.sentences.points_of_light import EVIDENCE, early_sentence, named_title, naming_heading, studies_sentence
from tests.support.rows import frame_of

TARGET = date(2021, 4, 1)


def early(*rows: tuple[str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_name", "designated_on", "designated_precision"])
    return frame.assign(designated_on=pd.to_datetime(frame["designated_on"]))


@pytest.mark.parametrize(
    ("rows", "days", "sentence"),
    [
        ([], 1, "No area in England became an integrated care system at least 1 day before 1 April 2021."),
        (
            [("Exampleshire", "2018-05-01", "month")],
            365,
            "1 area in England became an integrated care system at least 365 days before 1 April 2021. It was "
            "Exampleshire (May 2018).",
        ),
        (
            [("Exampleshire", "2017-06-15", "day"), ("Sampleford", "2018-05-01", "month")],
            180,
            "2 areas in England became integrated care systems at least 180 days before 1 April 2021. The first "
            "was Exampleshire (15 June 2017).",
        ),
        (
            [("Exampleshire", "2017-06-15", "day"), ("Sampleford", "2017-06-15", "day")],
            1000,
            "2 areas in England became integrated care systems at least 1,000 days before 1 April 2021. The first were "
            "Exampleshire and Sampleford (15 June 2017).",
        ),
        (
            [(name, "2017-06-15", "day") for name in "ABCD"],
            365,
            "4 areas in England became integrated care systems at least 365 days before 1 April 2021. The first "
            "4 did so together (15 June 2017).",
        ),
    ],
)
def test_early_sentence(rows, days, sentence):
    assert early_sentence(early(*rows), days, pd.Timestamp(TARGET), [], TARGET) == sentence


def test_early_sentence_says_the_date_that_comes_before_the_target_and_the_region():
    target, day = pd.Timestamp(TARGET), date(2018, 6, 30)
    assert early_sentence(early(), 365, target, ["London"], day) == (
        "By 30 June 2018, no area in London had become an integrated care system at least 365 days before 1 April 2021."
    )
    two = early(("Exampleshire", "2017-06-15", "day"), ("Sampleford", "2018-05-01", "month"))
    assert early_sentence(two, 365, target, [], day).startswith(
        "By 30 June 2018, 2 areas in England had become integrated care systems at least 365 days before 1 April 2021."
    )


def test_early_sentence_without_a_target():
    sentence = early_sentence(early(), 365, pd.NaT, [], TARGET)
    assert sentence == "There is no national target, so we cannot say which areas were early."


def named(*rows: tuple[str | None, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["cited_on", "evidence"])
    return frame.assign(cited_on=pd.to_datetime(frame["cited_on"]))


STUDY = "controlled study"


@pytest.mark.parametrize(
    ("rows", "regions", "sentence"),
    [
        ([], [], "No place in England was named as an example by 1 April 2021."),
        ([], ["Midlands"], "No place in the Midlands was named as an example by 1 April 2021."),
        (
            [("2018-01-01", "none")],
            [],
            "1 place in England was named as an example by 1 April 2021. It has not been tested in a controlled study.",
        ),
        (
            [(None, STUDY)],
            ["London"],
            "1 place in London was named as an example, in sources without a date. It has been tested in a controlled "
            "study.",
        ),
        (
            [("2018-01-01", STUDY), (None, "none")],
            [],
            "1 place in England was named as an example by 1 April 2021, and 1 more in sources without a date. 1 of "
            "these 2 has been tested in a controlled study.",
        ),
        (
            [("2018-01-01", STUDY), ("2018-01-01", STUDY), ("2018-01-01", "none")],
            [],
            "3 places in England were named as examples by 1 April 2021. 2 of these 3 have been tested in a "
            "controlled study.",
        ),
        (
            [("2018-01-01", "structural"), ("2018-01-01", "none")],
            [],
            "2 places in England were named as examples by 1 April 2021. None of these 2 has been tested in a "
            "controlled study.",
        ),
        (
            [(None, STUDY), (None, STUDY)],
            [],
            "2 places in England were named as examples, in sources without a date. All 2 have been tested in a "
            "controlled study.",
        ),
    ],
)
def test_title_and_how_many_were_tested(rows, regions, sentence):
    places = named(*rows)
    assert f"{named_title(places, regions, TARGET)}. {studies_sentence(places)}".strip() == sentence


def citations(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["cited_by", "cited_on", "cited_on_precision"])
    no_sources = pd.Series([[]] * len(frame), dtype=object)
    frame = frame.assign(cited_on=pd.to_datetime(frame["cited_on"]), source_title=no_sources, source_url=no_sources)
    return frame_of(PointsOfLightNamedRow, frame)


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        ([("HSJ, a comment, page 2", "2017-02-01", "month")] * 2, "Named by HSJ (February 2017)"),
        (
            [("HSJ", "2017-02-01", "month"), ("King's Fund", None, None)],
            "Named by HSJ (February 2017) and King's Fund (date not known)",
        ),
    ],
)
def test_naming_heading(rows, heading):
    assert naming_heading(citations(*rows)) == heading


def test_every_strength_of_evidence_has_its_own_symbol_and_name():
    assert len({strength.symbol for strength in EVIDENCE.values()}) == len(EVIDENCE)
    assert len({strength.name for strength in EVIDENCE.values()}) == len(EVIDENCE)
    assert EVIDENCE["uncontrolled"].label == "◈\u00a0before and after only"
