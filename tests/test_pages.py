"""Every page, run against the real data under Streamlit's own test harness."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ics import queries
from ics.checking import check
from ics.publishing import publish as publish_files
from ics.reading import SourceFile
from ics.settings import ROOT, store_folder
from ics.store import Store
from tests.conftest import fingerprints, table_file

PAGES = ["progress", "points_of_light", "update_data", "about_the_data"]


def opened(page: str = "progress", **parameters: str | list[str]) -> AppTest:
    """A page after its first run, with what stands in the address."""
    app = AppTest.from_file(ROOT / "ics" / "shell.py", default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    return app if page == "progress" else app.switch_page(f"../pages/{page}.py").run()


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown).replace("\\", "")


@pytest.fixture(autouse=True)
def _published(store: Store) -> None:
    """Pages read the real data out of a folder of the test's own."""
    assert store.folder == store_folder()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "view",
    [
        {},
        {"as_at": "2016-01-01"},
        {"as_at": "2017-06-20", "region": ["London"]},
        {"as_at": "2022-12-31", "region": ["London", "South West"]},
    ],
    ids=["default", "before anything", "one region", "two regions, later"],
)
def test_every_page_runs_with_one_title(page: str, view: dict) -> None:
    app = opened(page, **view)
    assert not app.exception
    assert len(app.title) == 1
    assert not app.error


@pytest.mark.parametrize(
    ("as_at", "areas"),
    [
        ("2017-12-31", 8),
        ("2018-12-31", 11),
        ("2019-06-30", 14),
        ("2020-06-30", 18),
        ("2020-12-31", 29),
        ("2021-04-01", 42),
    ],
)
def test_progress_counts_whole_areas(as_at: str, areas: int) -> None:
    assert metrics(opened(as_at=as_at))["Areas designated ICS"] == f"{areas} of 42"


def test_progress_names_the_regions_covered_in_full() -> None:
    assert "2 of 7 regions were covered in full: London and North East and Yorkshire." in said(
        opened(as_at="2020-12-31")
    )


def test_every_row_behind_the_headline_is_listed() -> None:
    app = opened(as_at="2020-12-31")
    areas = next(table.value for table in app.table if "Point of light" in table.value)
    assert len(areas) == 42
    assert (areas["ICS designated"] != "").sum() == 29


def test_filter_changes_the_page_and_the_address() -> None:
    app = opened(as_at="2020-12-31")
    app.multiselect(key="region").set_value(["Midlands"]).run()
    assert metrics(app)["Areas designated ICS"] == "3 of 11"
    assert app.query_params["region"] == "Midlands"


def test_the_default_date_is_left_out_of_the_address() -> None:
    app = opened(as_at="2020-12-31")
    app.date_input(key="as_at").set_value("2021-04-01").run()
    assert "as_at" not in app.query_params


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"region": ["Mercia"]}, "There is no region “Mercia”"),
        ({"as_at": "2021-02-30"}, "“2021-02-30” is not a date that can be shown"),
        ({"as_at": "1999-01-01"}, "“1999-01-01” is not a date that can be shown"),
        ({"as_at": "2999-01-01"}, "“2999-01-01” is not a date that can be shown"),
    ],
)
def test_what_the_address_cannot_mean_is_ignored_with_a_word(parameters: dict, word: str) -> None:
    app = opened(**parameters)
    assert word in app.warning[0].value.replace("\\", "")
    assert metrics(app)["Areas designated ICS"] == "42 of 42"


def test_hostile_text_in_the_address_is_shown_as_text() -> None:
    app = opened(region=["![x](http://example.org/x.png)<b>"])
    assert "\\!\\[x\\]" in app.warning[0].value
    assert "\\<b\\>" in app.warning[0].value


def test_the_four_places_of_the_founding_text_come_first() -> None:
    app = opened("points_of_light")
    words = said(app)
    places = ["Nottinghamshire", "Somerset", "Southwark and Lambeth", "Wigan and Greater Manchester", "Cornwall"]
    found = [words.index(f"**{place}") for place in places]
    assert found == sorted(found)


def test_points_of_light_show_who_when_why_result_and_evidence() -> None:
    words = said(opened("points_of_light"))
    assert "**Result** (◆ controlled study): Controlled study, year 4 of the older people's programme" in words
    captions = " ".join(caption.value for caption in opened("points_of_light").caption).replace("\\", "")
    assert "Named by New NHS Alliance" in captions
    assert "February 2017" in captions
    assert "date not recorded" in captions


def test_early_threshold_can_be_changed() -> None:
    app = opened("points_of_light")
    app.number_input(key="early_days").set_value(1000).run()
    assert "11 areas had been designated at least 1,000 days before" in said(app)
    assert app.query_params["early_days"] == "1000"


def test_an_impossible_threshold_is_ignored_with_a_word() -> None:
    app = opened("points_of_light", early_days="soon")
    assert "“soon” is not a number of days" in app.warning[0].value.replace("\\", "")


def test_a_bad_file_is_reported_with_line_and_column_and_changes_nothing(store: Store) -> None:
    before = fingerprints(store.folder)
    app = opened("update_data")
    bad = table_file("area_milestones", [{"area_code": "E54000013", "date": "soon"}])
    app.file_uploader[0].set_value((bad.name, bad.content, "text/csv")).run()
    assert not app.exception
    problem = app.table[0].value.iloc[0]
    assert list(problem[["File", "Line", "Column"]].str.replace("\\", "")) == ["area_milestones.csv", "2", "date"]
    assert problem["What is wrong"].replace("\\", "") == '"soon" is not a date.'
    assert not app.button
    assert fingerprints(store.folder) == before


def good_file(area_code: str) -> tuple[str, bytes, str]:
    row = {"area_code": area_code, "milestone_id": "ics_designated", "date": "2020-04-01"}
    file = table_file("area_milestones", [row])
    return (file.name, file.content, "text/csv")


def with_changes(app: AppTest, area_code: str = "E54000013") -> AppTest:
    return app.file_uploader[0].set_value(good_file(area_code)).run()


def publish(app: AppTest, note: str = "Corrected") -> AppTest:
    app.text_input[0].set_value(note)
    return app.button[0].click().run()


def test_a_good_file_is_published_only_after_the_button(store: Store) -> None:
    app = with_changes(opened("update_data"))
    assert "no rows added, 1 changed and 0 removed" in said(app)
    assert store.current() == 1
    publish(app)
    assert store.current() == 2
    assert "Version 2 is published" in app.success[0].value
    assert not app.file_uploader[0].value


def test_publishing_needs_a_note(store: Store) -> None:
    app = publish(with_changes(opened("update_data")), note="  ")
    assert "what changes and why" in app.error[0].value
    assert store.current() == 1


def test_publishing_is_refused_when_somebody_else_published_meanwhile(store: Store) -> None:
    app = with_changes(opened("update_data"))
    publish(with_changes(opened("update_data"), "E54000032"))
    publish(app)
    assert store.current() == 2
    assert "Version 2 was published while you were looking at version 1" in app.warning[0].value


@pytest.mark.parametrize(("address", "may"), [("127.0.0.1", True), ("::1", True), ("0.0.0.0", False), ("", False)])
def test_publishing_is_only_offered_on_the_loopback_address(
    monkeypatch: pytest.MonkeyPatch, address: str, may: bool
) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda name: address)
    app = with_changes(opened("update_data"))
    assert bool(app.button) is may
    assert any("listens on this machine alone" in warning.value for warning in app.warning) is not may


def test_an_identical_file_offers_nothing_to_publish(store: Store) -> None:
    content = (ROOT / "data" / "areas.csv").read_bytes()
    app = opened("update_data")
    app.file_uploader[0].set_value(("areas.csv", content, "text/csv")).run()
    assert "Nothing would change" in app.info[0].value
    assert not app.button


def test_about_the_data_names_every_column_of_the_chosen_table() -> None:
    app = opened("about_the_data")
    app.selectbox[0].set_value("points_of_light").run()
    columns = next(table.value for table in app.table if "Meaning" in table.value)
    assert "measured_result" in {name.replace("\\", "") for name in columns["Column"]}


def test_a_broken_store_is_explained_without_a_path(store: Store) -> None:
    (store.folder / "CURRENT").write_text("nonsense")
    app = opened()
    assert app.title[0].value == "The data cannot be read"
    assert "make rebuild" in app.code[0].value
    assert str(Path(store.folder)) not in said(app) + app.error[0].value


def test_a_missing_store_is_built_on_the_first_start(store: Store) -> None:
    for path in store.folder.iterdir():
        path.unlink()
    assert metrics(opened())["Areas designated ICS"] == "42 of 42"
    assert store.current() == 1


def test_a_milestone_without_a_target_leaves_no_page_broken(store: Store) -> None:
    text = (ROOT / "data" / "milestones.csv").read_text(encoding="utf-8")
    without = SourceFile("milestones.csv", text.replace("true,2021-04-01,", "true,,").encode())
    publish_files(check([without], store, 1), store, "No target")
    app = opened()
    assert not app.exception
    assert metrics(app)["Days to the target"] == "–"
    assert "No national target is recorded." in said(app)
    assert "no area can be called early" in said(opened("points_of_light"))


def test_an_area_without_rows_is_not_recorded(store: Store) -> None:
    area = table_file("areas", [{"area_code": "E54999001", "tile_row": 0, "tile_col": 9}])
    publish_files(check([area], store, 1), store, "An area of which nothing is known")
    app = opened(region=["Midlands"])
    assert not app.exception
    areas = next(table.value for table in app.table if "Point of light" in table.value)
    row = areas[areas["Area"] == "Exampleshire 1"].iloc[0].str.replace("\\", "")
    assert row[["Furthest stage", "Against the target"]].tolist() == ["Not recorded", "? not recorded"]
    assert "Of Midlands it cannot be said: not every area is recorded." in said(app)


def test_one_run_of_a_page_shows_one_version_although_somebody_publishes_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    run = queries.run

    def run_while_another_publishes(name: str, store: Store, version: int, **parameters: object) -> pd.DataFrame:
        asked.append(version)
        if len(asked) == 3:
            row = {"area_code": "E54000013", "milestone_id": "ics_designated", "date": "2020-04-01"}
            publish_files(check([table_file("area_milestones", [row])], store, 1), store, "Meanwhile")
        return run(name, store, version, **parameters)

    monkeypatch.setattr(queries, "run", run_while_another_publishes)
    app = opened(as_at="2020-12-31")
    assert store.current() == 2
    assert set(asked) == {1}
    assert metrics(app.run())["Areas designated ICS"] == "30 of 42"  # the next run shows what was published
