"""The sentences of the page Milestones: every case of the title and of what is said below it, in tables of examples."""

from datetime import date

import pandas as pd
import pytest

from ics.sentences.milestone_waves import in_order_of_dates, waves
from ics.sentences.milestones import (
    date_order_sentence,
    days_apart,
    days_in_words,
    detail,
    headline,
    no_days_sentence,
    notes_sentence,
    states_sentence,
    timeline_in_words,
)
from ics.store.ask import run_query
from ics.store.store import Store
from tests.support.milestones import TARGET_DAY, days_of, milestone, without_target

LATER = date(2021, 6, 30)
EARLY = ("on time", "2017-06-15", None)
EARLY_MONTH = ("on time", "2017-06-01", "2017-06-30")
MIDDLE = ("on time", "2020-12-01", "2020-12-31")
ON_THE_DAY = ("on time", "2021-04-01", None)
LATE = ("late", "2021-05-01", "2021-05-31")
UNCLEAR = ("unclear", "2021-04-01", "2021-04-30")
SOME_TIME_IN_2021 = ("unclear", "2021-01-01", "2021-12-31")
OVERDUE = ("overdue", None, None)
COMING = ("not reached", None, None)
UNKNOWN = ("not recorded", None, None)

# Areas, date, title, what is said below it.
CASES = {
    "none": (
        [COMING] * 3,
        TARGET_DAY,
        "No area had become an integrated care system by 1 April 2021",
        "The target was 1 April 2021.",
    ),
    "none, and some not recorded": (
        [COMING, UNKNOWN],
        TARGET_DAY,
        "No area is known to have become an integrated care system by 1 April 2021",
        "The target was 1 April 2021. We have no date for 1 area.",
    ),
    "none recorded": (
        [UNKNOWN, UNKNOWN],
        LATER,
        "No area is known to have become an integrated care system by 30 June 2021",
        "The target was 1 April 2021. We have no date for 2 areas.",
    ),
    "one": (
        [EARLY, COMING, COMING],
        TARGET_DAY,
        "1 of 3 areas had become an integrated care system by 1 April 2021",
        "It was on 15 June 2017. The target was 1 April 2021.",
    ),
    "some, of one wave": (
        [EARLY, EARLY_MONTH, COMING],
        TARGET_DAY,
        "2 of 3 areas had become integrated care systems by 1 April 2021",
        "Both were in June 2017. The target was 1 April 2021.",
    ),
    "some": (
        [EARLY, EARLY_MONTH, MIDDLE, COMING],
        TARGET_DAY,
        "3 of 4 areas had become integrated care systems by 1 April 2021",
        "The first 2 were in June 2017. The latest was in December 2020. The target was 1 April 2021.",
    ),
    "some, and some not recorded": (
        [EARLY, MIDDLE, COMING, UNKNOWN],
        TARGET_DAY,
        "At least 2 of 4 areas had become integrated care systems by 1 April 2021",
        "The target was 1 April 2021. We have no date for 1 area.",
    ),
    "all, the last on the last possible day": (
        [EARLY, MIDDLE, ON_THE_DAY, ON_THE_DAY],
        TARGET_DAY,
        "2 of 4 areas became integrated care systems on the last possible day",
        "The first was on 15 June 2017. The last 2 were on 1 April 2021, the target date. None was late.",
    ),
    "all, one on the last possible day": (
        [EARLY, EARLY, ON_THE_DAY],
        LATER,
        "1 of 3 areas became an integrated care system on the last possible day",
        "The first 2 were on 15 June 2017. The last was on 1 April 2021, the target date. None was late.",
    ),
    "all on the target date": (
        [ON_THE_DAY] * 3,
        TARGET_DAY,
        "All 3 areas became integrated care systems on the target date, 1 April 2021",
        "None was late.",
    ),
    "all before the target": (
        [EARLY, MIDDLE, MIDDLE],
        TARGET_DAY,
        "All 3 areas became integrated care systems by the target, 1 April 2021",
        "The first was on 15 June 2017. The last 2 were in December 2020. None was late.",
    ),
    "all at one time": (
        [MIDDLE, MIDDLE, MIDDLE],
        TARGET_DAY,
        "All 3 areas became integrated care systems in December 2020",
        "The target was 1 April 2021. None was late.",
    ),
    "both": (
        [EARLY, EARLY],
        TARGET_DAY,
        "Both areas became integrated care systems on 15 June 2017",
        "The target was 1 April 2021. None was late.",
    ),
    "the only one": (
        [EARLY],
        TARGET_DAY,
        "The only area became an integrated care system on 15 June 2017",
        "The target was 1 April 2021.",
    ),
    "one was late": (
        [EARLY, LATE],
        LATER,
        "1 of 2 areas had not become an integrated care system by the target, 1 April 2021",
        "The first was on 15 June 2017. The last was in May 2021.",
    ),
    "some late, some overdue": (
        [EARLY, LATE, OVERDUE],
        LATER,
        "2 of 3 areas had not become integrated care systems by the target, 1 April 2021",
        "1 still had not by 30 June 2021.",
    ),
    "all late or overdue": (
        [LATE, OVERDUE],
        LATER,
        "No area had become an integrated care system by the target, 1 April 2021",
        "1 still had not by 30 June 2021.",
    ),
    "late, and some not recorded": (
        [EARLY, LATE, UNKNOWN],
        LATER,
        "At least 1 of 3 areas had not become an integrated care system by the target, 1 April 2021",
        "We have no date for 1 area.",
    ),
    "all, one perhaps late": (
        [EARLY, UNCLEAR],
        LATER,
        "Both areas had become integrated care systems by 30 June 2021, 1 of them perhaps late",
        "The first was on 15 June 2017. The last was in April 2021. The target was 1 April 2021. "
        "For 1 we cannot tell whether it was late.",
    ),
    "all perhaps late": (
        [UNCLEAR, UNCLEAR, UNCLEAR],
        LATER,
        "All 3 areas had become integrated care systems by 30 June 2021, perhaps late",
        "The target was 1 April 2021. For 3 we cannot tell whether they were late.",
    ),
    "dates overlap, so that nobody can say who was first": (
        [MIDDLE, UNCLEAR, SOME_TIME_IN_2021, COMING],
        date(2021, 12, 31),
        "3 of 4 areas had become integrated care systems by 31 December 2021",
        "The first was in December 2020. The target was 1 April 2021. For 2 we cannot tell whether they were late.",
    ),
}


@pytest.mark.parametrize(("rows", "as_at", "title", "below"), CASES.values(), ids=CASES)
def test_the_title_and_what_is_said_below_it(rows, as_at, title, below):
    days = days_of(*rows)
    assert headline(days, milestone(), "England", as_at) == title
    assert detail(days, milestone(), as_at) == below


@pytest.mark.parametrize(("rows", "as_at", "title", "below"), CASES.values(), ids=CASES)
def test_a_region_comes_first(rows, as_at, title, below):
    said = headline(days_of(*rows), milestone(), "Midlands", as_at)
    assert said == f"Midlands: {title[0].lower()}{title[1:]}"


@pytest.mark.parametrize(
    ("rows", "title", "below"),
    [
        ([COMING, COMING], "No area had become an integrated care system by 30 June 2021", ""),
        (
            [EARLY, COMING],
            "1 of 2 areas had become an integrated care system by 30 June 2021",
            "It was on 15 June 2017. ",
        ),
        (
            [EARLY, MIDDLE],
            "Both areas had become integrated care systems by 31 December 2020",
            "The first was on 15 June 2017. The last was in December 2020. ",
        ),
        ([EARLY, EARLY], "Both areas became integrated care systems on 15 June 2017", ""),
    ],
)
def test_without_a_target_nothing_is_late(rows, title, below):
    days, none = without_target(days_of(*rows)), milestone(target_date=None)
    assert headline(days, none, "England", LATER) == title
    assert detail(days, none, LATER) == f"{below}No national target is recorded."


@pytest.mark.parametrize(
    ("milestone_id", "title"),
    [
        ("stp_footprint", "Both areas were announced as planning areas on the target date, 1 April 2021"),
        ("stp_plan_published", "Both areas published their plans on the target date, 1 April 2021"),
        ("shadow_ics", "Both areas were named as shadow or aspirant systems on the target date, 1 April 2021"),
        ("chair_designate", "Both areas named a chair designate on the target date, 1 April 2021"),
        ("chief_executive_designate", "Both areas named a chief executive designate on the target date, 1 April 2021"),
        ("icb_statutory", "Both areas got a statutory board on the target date, 1 April 2021"),
        ("a_new_one", "Both areas reached “New <b>” on the target date, 1 April 2021"),
    ],
)
def test_each_milestone_has_its_words_and_a_new_one_its_name(milestone_id, title):
    chosen = milestone(milestone_id=milestone_id, milestone_name="New <b>")
    assert headline(days_of(ON_THE_DAY, ON_THE_DAY), chosen, "England", TARGET_DAY) == title


def test_every_milestone_of_the_data_has_words_of_its_own(built):
    milestones = run_query("milestones_with_coverage", Store(built), 1)
    for row in milestones.itertuples():
        chosen = milestone(milestone_id=row.milestone_id, milestone_name=row.milestone_name)
        assert row.milestone_name not in headline(days_of(COMING, COMING), chosen, "England", TARGET_DAY)


def real(built, as_at: str, key: str = "ics_designated", regions: tuple[str, ...] = ()) -> tuple[str, str]:
    """Title and detail as the page says them of the project's own data."""
    store, day = Store(built), date.fromisoformat(as_at)
    asked = {"as_at": day, "milestone": key, "regions": list(regions), "sort": "date"}
    days = run_query("days_to_target", store, 1, **asked)
    rows = run_query("milestones_with_coverage", store, 1).set_index("milestone_id", drop=False)
    found = rows.loc[key]
    chosen = milestone(**{name: found[name] for name in ("milestone_id", "milestone_name", "coverage")})
    chosen = chosen._replace(target_date=None if pd.isna(found["target_date"]) else found["target_date"])
    return headline(days, chosen, regions[0] if regions else "England", day), detail(days, chosen, day)


@pytest.mark.parametrize(
    ("asked", "title", "below"),
    [
        (
            ("2021-04-01",),
            "13 of 42 areas became integrated care systems on the last possible day",
            "The first 8 were in June 2017. The last 13 were on 1 April 2021, the target date. None was late.",
        ),
        (
            ("2020-12-31",),
            "29 of 42 areas had become integrated care systems by 31 December 2020",
            "The first 8 were in June 2017. The latest 11 were in December 2020. The target was 1 April 2021.",
        ),
        (
            ("2021-04-01", "ics_designated", ("London",)),
            "London: all 5 areas became integrated care systems by the target, 1 April 2021",
            "The first was on 19 June 2019. The last 3 were in December 2020. None was late.",
        ),
        (
            ("2022-12-31", "chair_designate"),
            "At least 4 of 42 areas had not named a chair designate by the target, 30 September 2021",
            "For 12 we cannot tell whether they were late. We have no date for 26 areas.",
        ),
        (
            ("2021-04-01", "stp_plan_published"),
            "All 42 areas had published their plans by 31 December 2016",
            "No national target is recorded.",
        ),
    ],
)
def test_what_the_page_says_of_the_real_areas(built, asked, title, below):
    assert real(built, *asked) == (title, below)


@pytest.mark.parametrize("as_at", ["2016-01-01", "2017-06-20", "2020-12-31", "2021-04-01", "2021-10-31", "2023-01-01"])
@pytest.mark.parametrize("regions", [(), ("Midlands",)], ids=["England", "Midlands"])
def test_title_and_detail_are_short_for_every_milestone(built, as_at, regions):
    for key in run_query("milestones_with_coverage", Store(built), 1)["milestone_id"]:
        title, below = real(built, as_at, key, regions)
        assert len(title.split()) <= 20
        assert len(below.split()) <= 30


# Waves


def test_a_wave_has_the_areas_of_one_month_and_one_date_its_own_name():
    rows = [EARLY, ON_THE_DAY, EARLY_MONTH, ON_THE_DAY, EARLY, ON_THE_DAY, MIDDLE, MIDDLE, COMING]
    ordered = in_order_of_dates(days_of(*rows))
    assert ordered["area_name"].str[-1].tolist() == list("ACEGHBDFI")
    assert [wave.in_words for wave in waves(ordered)] == ["June 2017: 3 areas", "1 April 2021: 3 areas"]
    assert [wave.first_row for wave in waves(ordered)] == [0, 5]


def test_a_quarter_is_a_wave_of_its_own_after_the_month_with_which_it_ends():
    quarter, month = ("on time", "2016-10-01", "2016-12-31"), ("on time", "2016-12-01", "2016-12-31")
    ordered = in_order_of_dates(days_of(quarter, month, quarter, month, quarter, month))
    assert ordered["area_name"].str[-1].tolist() == list("BDFACE")
    assert [wave.name for wave in waves(ordered)] == ["December 2016", "October to December 2016"]


def test_where_nothing_was_reached_there_is_no_wave():
    days = days_of(COMING, UNKNOWN, OVERDUE, COMING)
    assert in_order_of_dates(days)["area_name"].tolist() == days["area_name"].tolist()
    assert waves(in_order_of_dates(days)) == []


# Notes


@pytest.mark.parametrize(
    ("rows", "coverage", "words"),
    [
        ([COMING], "complete", ""),
        ([EARLY], "complete", "We know the exact day."),
        ([EARLY, EARLY], "complete", "We know the exact day for every area."),
        ([EARLY, MIDDLE], "complete", "We know the exact day for 1 of 2 dates."),
        ([MIDDLE], "complete", "We know the exact day for none of 1 date."),
        (
            [MIDDLE, LATE, UNKNOWN],
            "partial",
            "We know the exact day for none of 2 dates. Not recorded does not mean no. "
            "Sorted by name, because some dates are missing.",
        ),
    ],
)
def test_notes(rows, coverage, words):
    assert notes_sentence(days_of(*rows), milestone(coverage=coverage), "date") == words


def test_the_order_is_explained_only_where_it_is_another():
    partial = milestone(coverage="partial")
    assert date_order_sentence("date", partial) == "Sorted by name, because some dates are missing."
    assert date_order_sentence("date", milestone()) == date_order_sentence("region", partial) == ""


def test_no_days_without_a_target_or_a_date():
    assert no_days_sentence(days_of(EARLY), milestone(target_date=None)) == (
        "“ICS designated” has no national target on record, so there are no days to count."
    )
    assert no_days_sentence(days_of(COMING), milestone()) == (
        "No area had reached this milestone, so there are no days to count. Choose a later date."
    )
    assert no_days_sentence(days_of(EARLY), milestone()) == ""


@pytest.mark.parametrize(
    ("most", "least", "words"),
    [
        (0, 0, "on the day of the target"),
        (1, 1, "1 day before the target"),
        (-1, -1, "1 day after the target"),
        (121, 91, "91 to 121 days before the target"),
        (-1, -92, "1 to 92 days after the target"),
        (30, 0, "0 to 30 days before the target"),
        (272, -92, "between 272 days before and 92 after the target"),
    ],
)
def test_days_apart(most, least, words):
    assert days_apart(most, least) == words


# What the figures say to a reader who cannot see them


def test_the_timeline_says_its_kind_order_waves_and_states():
    days = days_of(EARLY, EARLY, EARLY, ON_THE_DAY, COMING, OVERDUE, UNKNOWN, UNKNOWN)
    assert timeline_in_words(days, ["Plan published", "Shadow ICS"], milestone(), "date") == (
        "Timeline with one row for each of 8 areas, sorted by date. "
        "Areas that reached “ICS designated” together: 15 June 2017: 3 areas. "
        "Not yet: 1, overdue: 1, not recorded: 2. A dashed line marks the target, 1 April 2021. "
        "Small grey marks show other milestones: Plan published and Shadow ICS."
    )
    assert timeline_in_words(days_of(EARLY), [], milestone(target_date=None), "region") == (
        "Timeline with one row for the only area, sorted by region."
    )


def test_the_days_say_how_many_were_late_or_may_be():
    assert days_in_words(days_of(EARLY, LATE, UNCLEAR), milestone(coverage="partial"), "date") == (
        "Chart with one row for each of 3 areas, sorted by name. "
        "Days before or after the target, 1 April 2021: 1 on time and 1 late, and 1 that may be either."
    )
    assert days_in_words(days_of(EARLY, ON_THE_DAY), milestone(), "name").endswith("2 on time and none late.")


def test_the_states_say_counts_parts_and_what_is_not_recorded():
    states = pd.DataFrame(
        [
            ("a", "one", "One", "reached", "whole"),
            ("a", "two", "Two", "reached", "part"),
            ("b", "one", "One", "overdue", None),
            ("b", "two", "Two", "not recorded", None),
        ],
        columns=["area_code", "milestone_id", "milestone", "state", "extent"],
    )
    assert states_sentence(states) == (
        "Reached, out of 2 areas: One 1 and Two 1 (1 in a part of the area). Overdue: One 1. Not recorded: Two 1."
    )
