"""The map of the areas over time: what it says of each area on each date."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ics.charts.area_map import MapData, MapRows, area_map
from ics.charts.palette import DARK, LIGHT, Palette
from ics.store.ask import run_query
from ics.store.store import Store
from tests.support.contrast import contrast
from tests.support.map_rows import (
    BOARD,
    EARLY,
    FOOTPRINT,
    LAST,
    NONE_YET,
    NOTHING,
    PART,
    PLAN,
    SHADOW,
    TARGET,
    Cells,
    designated,
    drawn_map,
    map_rows,
)

PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
NOT_YET = "not yet an integrated care system"


def names(drawn: MapData) -> list[str]:
    return [kind["name"] for kind in drawn["kinds"]]


def said_of(drawn: MapData) -> dict[str, list[str]]:
    """For each date the kind of each area, by its words or, of a wave, its name."""
    kinds = [kind["words"] or kind["name"] for kind in drawn["kinds"]]
    return {found["day"]: [kinds[int(digit, 36)] for digit in found["states"]] for found in drawn["dates"]}


def told(drawn: MapData, part: str) -> dict[str, list[str]]:
    """The stars, or the words for the pace, of each date."""
    return {found["day"]: found[part] for found in drawn["dates"]}


# What each area is on each date


def test_every_date_says_what_every_area_is():
    drawn = drawn_map(
        {
            "2016-12-31": [PLAN, FOOTPRINT],
            "2017-06-15": [EARLY, SHADOW],
            "2021-04-01": [EARLY, LAST],
        }
    )
    assert said_of(drawn) == {
        "2016-12-31": [f"Plan published, {NOT_YET}", f"Footprint, {NOT_YET}"],
        "2017-06-15": ["June 2017", f"Shadow ICS, {NOT_YET}"],
        "2021-04-01": ["June 2017", "April 2021"],
    }
    assert [len(found["states"]) for found in drawn["dates"]] == [2, 2, 2]


def test_an_area_that_is_designated_keeps_its_wave_when_its_board_is_established():
    drawn = drawn_map({"2021-04-01": [LAST], "2022-07-01": [BOARD]})
    assert said_of(drawn) == {"2021-04-01": ["April 2021"], "2022-07-01": ["April 2021"]}
    assert names(drawn) == ["April 2021"]


def test_not_recorded_is_not_the_same_as_none_yet():
    drawn = drawn_map({"2017-01-01": [NOTHING, NONE_YET]})
    assert said_of(drawn) == {"2017-01-01": ["Not recorded", "None yet"]}
    unknown, none = (next(k for k in drawn["kinds"] if k["name"] == name) for name in ("Not recorded", "None yet"))
    assert (unknown["pattern"], none["pattern"]) == ("question", "empty")


def test_a_stage_that_only_a_part_of_the_area_reached_says_so():
    drawn = drawn_map({"2018-05-31": [PART, SHADOW]})
    assert said_of(drawn) == {
        "2018-05-31": [f"Shadow ICS (part of the area), {NOT_YET}", f"Shadow ICS, {NOT_YET}"],
    }
    assert names(drawn) == ["Shadow ICS", "Shadow ICS"]  # one entry of the legend
    assert len({kind["pattern"] for kind in drawn["kinds"]}) == 1


def test_a_board_before_a_designation_is_a_stage_and_not_a_wave():
    board: Cells = {"stage": "Statutory board (ICB)", "stage_sequence": 7, "stage_extent": "whole"}
    drawn = drawn_map({"2022-07-01": [board, LAST]})
    assert said_of(drawn) == {"2022-07-01": [f"Statutory board (ICB), {NOT_YET}", "April 2021"]}
    assert [kind["done"] for kind in drawn["kinds"]] == [True, False]


def test_a_map_of_many_kinds_tells_all_of_them_apart():
    """Ten digits would not be enough: seven waves, and six things to be before."""
    waves = [designated(f"{2014 + n}-05-01") for n in range(7)]
    stages = [NOTHING, NONE_YET, FOOTPRINT, PLAN, PART, SHADOW]
    drawn = drawn_map({"2021-04-01": [*waves, *stages]})
    (states,) = (found["states"] for found in drawn["dates"])
    assert len(set(states)) == len(drawn["kinds"]) == 13
    assert said_of(drawn)["2021-04-01"][-6:] == [
        "Not recorded",
        "None yet",
        f"Footprint, {NOT_YET}",
        f"Plan published, {NOT_YET}",
        f"Shadow ICS (part of the area), {NOT_YET}",
        f"Shadow ICS, {NOT_YET}",
    ]


# The legend


def test_the_legend_has_the_waves_from_the_first_then_the_stages_from_the_furthest():
    drawn = drawn_map({"2021-04-01": [NOTHING, LAST, NONE_YET, SHADOW, FOOTPRINT, EARLY, PLAN]})
    assert names(drawn) == [
        "June 2017",
        "April 2021",
        "Shadow ICS",
        "Plan published",
        "Footprint",
        "None yet",
        "Not recorded",
    ]
    assert [kind["done"] for kind in drawn["kinds"]] == [True] * 2 + [False] * 5


def test_the_legend_has_only_what_occurs_on_one_of_the_dates():
    drawn = drawn_map({"2017-01-01": [PLAN], "2021-04-01": [LAST]})
    assert names(drawn) == ["April 2021", "Plan published"]


def test_the_legend_shortens_the_months_of_the_waves():
    drawn = drawn_map({"2021-04-01": [designated("2020-12-01", "month", "2020-12-31"), EARLY, PLAN]})
    assert [kind["short"] for kind in drawn["kinds"]] == ["Jun 2017", "Dec 2020", "Plan published"]


@pytest.mark.parametrize("number", range(1, 8))
@PALETTES
def test_every_wave_has_a_colour_of_its_own_from_the_first_of_the_scale_to_the_last(colours: Palette, number: int):
    waves = [designated(f"{2010 + n}-05-01") for n in range(number)]
    drawn = drawn_map({"2021-04-01": waves}, colours=colours)
    fills = [kind["fill"] for kind in drawn["kinds"]]
    assert len(set(fills)) == number
    assert fills == sorted(fills, key=colours.waves.index)
    assert fills[0] == colours.waves[0]
    assert number == 1 or fills[-1] == colours.waves[-1]


@PALETTES
def test_stages_before_the_designation_have_the_colour_of_the_page_and_a_pattern_each(colours: Palette):
    drawn = drawn_map({"2019-01-01": [NOTHING, NONE_YET, FOOTPRINT, PLAN, SHADOW]}, colours=colours)
    assert {(kind["fill"], kind["ink"]) for kind in drawn["kinds"]} == {(colours.paper, colours.ink)}
    assert {kind["name"]: kind["pattern"] for kind in drawn["kinds"]} == {
        "Shadow ICS": "hatch",
        "Plan published": "dots",
        "Footprint": "plain",
        "None yet": "empty",
        "Not recorded": "question",
    }


def test_more_stages_than_patterns_share_the_last():
    later = [{"stage": f"Stage {n}", "stage_sequence": n, "stage_extent": "whole"} for n in range(1, 7)]
    patterns = [kind["pattern"] for kind in drawn_map({"2019-01-01": later})["kinds"]]
    assert patterns == ["grid", "grid", "grid", "hatch", "dots", "plain"]


@PALETTES
@pytest.mark.parametrize("place", range(7))
def test_text_on_a_wave_can_be_read(colours: Palette, place: int):
    assert len(colours.waves) == len(colours.on_waves) == 7
    assert contrast(colours.on_waves[place], colours.waves[place]) >= 4.5


@PALETTES
def test_the_first_waves_meet_the_eye_most(colours: Palette):
    to_the_page = [contrast(fill, colours.paper) for fill in colours.waves]
    assert to_the_page == sorted(to_the_page, reverse=True)


# Stars and pace


@pytest.mark.parametrize(
    ("reasons", "star"),
    [
        ({}, ""),
        ({"is_named": True}, "★"),
        ({"is_early": True}, "★"),
        ({"is_named_undated": True}, "☆"),
        ({"is_named_undated": True, "is_early": True}, "★"),
    ],
)
def test_an_area_has_the_star_of_the_date(reasons: Cells, star: str):
    drawn = drawn_map({"2016-01-01": [PLAN, PLAN], "2018-01-01": [PLAN, PLAN | reasons]})
    assert told(drawn, "stars") == {"2016-01-01": ["", ""], "2018-01-01": ["", star]}


OUTLOOKS = {"London": "met", "Midlands": "at risk", "North West": "on course", "South East": "not known"}
EACH = [EARLY, PLAN, PLAN, NOTHING]


def paced(target: pd.Timestamp | None) -> dict[str, dict[str, str]]:
    """The words for the pace by day and region, on three days around the target of 1 April 2021."""
    days = ["2021-03-31", "2021-04-01", "2021-04-02"]
    outlooks = {(day, region): outlook for day in days for region, outlook in OUTLOOKS.items()}
    drawn = drawn_map(dict.fromkeys(days, EACH), list(OUTLOOKS), outlooks, target)
    regions = [region["name"] for region in drawn["regions"]]
    return {day: dict(zip(regions, words, strict=True)) for day, words in told(drawn, "pace").items()}


def test_regions_have_a_word_for_their_pace_only_before_the_target():
    words = {"London": "complete", "Midlands": "behind", "North West": "on course", "South East": ""}
    none = dict.fromkeys(OUTLOOKS, "")
    assert paced(TARGET) == {"2021-03-31": words, "2021-04-01": none, "2021-04-02": none}


def test_without_a_target_there_is_no_word_for_the_pace():
    assert {word for words in paced(None).values() for word in words.values()} == {""}


# Dates


def test_dates_are_named_and_the_target_is_one_of_them():
    drawn = drawn_map({"2020-12-31": [PLAN], "2021-04-01": [LAST]})
    assert [{k: found[k] for k in ("day", "name", "month", "is_target")} for found in drawn["dates"]] == [
        {"day": "2020-12-31", "name": "31 December 2020", "month": "Dec 2020", "is_target": False},
        {"day": "2021-04-01", "name": "1 April 2021", "month": "Apr 2021", "is_target": True},
    ]
    assert drawn["shown"] == "2021-04-01"


def test_without_a_target_no_date_is_the_target():
    assert [found["is_target"] for found in drawn_map({"2021-04-01": [LAST]}, target=None)["dates"]] == [False]


# Areas


def test_areas_are_from_north_to_south_and_then_from_west_to_east():
    rows = map_rows({"2021-04-01": [LAST, EARLY, PLAN]})
    tiles = rows.areas.assign(tile_row=[1, 0, 0], tile_col=[0, 2, 1])
    drawn = area_map(rows._replace(areas=tiles), date(2021, 4, 1), TARGET, (), LIGHT)
    assert [area["code"] for area in drawn["areas"]] == ["E3", "E2", "E1"]
    assert said_of(drawn) == {"2021-04-01": [f"Plan published, {NOT_YET}", "June 2017", "April 2021"]}


def test_an_area_says_name_region_label_and_since_when():
    regions = ["Midlands", "London"]
    drawn = drawn_map({"2021-04-01": [designated("2020-05-01", "month", "2020-05-31"), PLAN]}, regions)
    (first, second) = drawn["areas"]
    assert {k: first[k] for k in ("code", "name", "label", "since")} == {
        "code": "E1",
        "name": "Exampleshire 1",
        "label": "Ex 1",
        "since": "integrated care system since May 2020",
    }
    assert second["since"] == ""
    assert [drawn["regions"][area["region"]]["name"] for area in drawn["areas"]] == regions


def test_an_area_that_is_designated_on_a_later_date_says_since_when():
    """It is said only on the dates on which the area is of a wave: see `said_of`."""
    (area,) = drawn_map({"2017-01-01": [PLAN], "2021-04-01": [LAST]})["areas"]
    assert area["since"] == "integrated care system since 1 April 2021"


def test_text_of_the_data_stays_text():
    hostile = '<a href="https://example.org/x">&amp;</a>'
    rows = map_rows({"2021-04-01": [PLAN | {"stage": hostile}]})
    areas = rows.areas.assign(area_name=hostile, tile_label=hostile)
    drawn = area_map(rows._replace(areas=areas), date(2021, 4, 1), TARGET, (), LIGHT)
    assert (drawn["areas"][0]["name"], drawn["areas"][0]["label"], names(drawn)) == (hostile, hostile, [hostile])


# Regions


def test_regions_are_in_the_order_in_which_they_were_complete_then_by_name():
    done = designated("2018-01-01")
    drawn = drawn_map(
        {
            "2017-01-01": [PLAN] * 5,
            "2018-01-01": [PLAN, done, PLAN, PLAN, done],
            "2019-01-01": [designated("2019-01-01"), done, PLAN, PLAN, done],
        },
        ["Midlands", "South West", "North West", "East of England", "London"],
    )
    order = [region["name"] for region in drawn["regions"]]
    assert order == ["London", "South West", "Midlands", "East of England", "North West"]


@pytest.mark.parametrize(
    ("chosen", "marks"),
    [((), [True, True]), (("London",), [True, False]), (("Midlands", "London"), [True, True])],
)
def test_chosen_regions_are_marked_and_none_chosen_means_all(chosen: tuple[str, ...], marks: list[bool]):
    drawn = drawn_map({"2021-04-01": [LAST, LAST]}, ["London", "Midlands"], chosen=chosen)
    assert [region["chosen"] for region in drawn["regions"]] == marks


def test_a_region_has_the_border_of_its_areas_and_a_place_for_its_name():
    drawn = drawn_map({"2021-04-01": [LAST, LAST, LAST]}, ["London", "London", "Midlands"])
    london, midlands = drawn["regions"]
    assert (london["outline"].count("M"), midlands["outline"].count("M")) == (10, 6)
    assert (london["place"]["side"], midlands["place"]["side"]) == ("left", "right")


def test_a_region_without_a_place_for_its_name_has_none():
    drawn = drawn_map({"2021-04-01": [LAST, LAST, LAST]}, ["London", "Midlands", "London"])
    assert {region["name"]: region["place"] is None for region in drawn["regions"]} == {
        "London": False,
        "Midlands": True,
    }


# The real data


def real_rows(folder: Path, as_at: date) -> MapRows:
    store, everywhere = Store(folder), {"as_at": as_at, "early_days": 365}
    return MapRows(
        run_query("areas_with_stage", store, 1, regions=[], **everywhere),
        run_query("area_stages_by_date", store, 1, **everywhere),
        run_query("region_pace_by_date", store, 1, as_at=as_at),
    )


DAYS = [date(2016, 1, 1), date(2019, 5, 17), date(2020, 12, 31), date(2021, 4, 1), date(2024, 2, 29)]


@pytest.mark.parametrize("as_at", DAYS, ids=str)
@PALETTES
def test_the_real_map_is_small_json(built: Path, as_at: date, colours: Palette):
    drawn = area_map(real_rows(built, as_at), as_at, TARGET, ["London"], colours)
    sent = json.dumps(drawn, allow_nan=False)
    assert json.loads(sent)["areas"] == drawn["areas"]
    assert len(sent.encode()) <= 40_000
    assert 10 <= len(drawn["dates"]) <= 16


@pytest.mark.parametrize("as_at", DAYS, ids=str)
def test_the_real_map_says_of_each_area_what_the_rows_say(built: Path, as_at: date):
    rows = real_rows(built, as_at)
    drawn = area_map(rows, as_at, TARGET, [], LIGHT)
    assert len(drawn["areas"]) == 42
    assert [found["day"] for found in drawn["dates"]] == sorted({f"{day:%Y-%m-%d}" for day in rows.states["day"]})
    assert f"{as_at}" in told(drawn, "stars")
    for found in drawn["dates"]:
        of_day = rows.states[rows.states["day"] == found["day"]].set_index("area_code")
        order = [area["code"] for area in drawn["areas"]]
        done = [drawn["kinds"][int(digit, 36)]["done"] for digit in found["states"]]
        assert done == of_day.loc[order, "designated_on"].notna().tolist()
        starred = of_day["is_named"] | of_day["is_early"] | of_day["is_named_undated"]
        assert [star != "" for star in found["stars"]] == starred.loc[order].tolist()


def test_the_real_waves_are_the_months_of_the_designations(built: Path):
    drawn = area_map(real_rows(built, date(2021, 4, 1)), date(2021, 4, 1), TARGET, [], LIGHT)
    waves = [kind["name"] for kind in drawn["kinds"] if kind["done"]]
    areas = run_query("areas_with_stage", Store(built), 1, as_at=date(2021, 4, 1), early_days=365, regions=[])
    months = sorted(set(areas["designated_on"].dt.to_period("M")))
    assert waves == [f"{month:%B %Y}" for month in months]


@PALETTES
def test_the_real_labels_can_be_read(built: Path, colours: Palette):
    drawn = area_map(real_rows(built, date(2021, 4, 1)), date(2021, 4, 1), TARGET, [], colours)
    assert min(contrast(kind["ink"], kind["fill"]) for kind in drawn["kinds"]) >= 4.5


def test_the_real_labels_are_the_short_names_of_the_areas(built: Path):
    rows = real_rows(built, date(2021, 4, 1))
    drawn = area_map(rows, date(2021, 4, 1), TARGET, [], LIGHT)
    assert {area["code"]: area["label"] for area in drawn["areas"]} == dict(
        zip(rows.areas["area_code"], rows.areas["tile_label"], strict=True)
    )
