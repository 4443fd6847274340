"""Every page, run against the real data under Streamlit's own test harness."""

import io
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Lock
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

import ics.ui.data
from ics.checks.check import check_files
from ics.readers.upload import SourceFile
from ics.safeguards.publishing_key import publishing_key
from ics.safeguards.turns import turns
from ics.settings import ROOT
from ics.store.ask import run_query
from ics.store.store import Store
from ics.ui import session
from ics.ui.session import Publication
from tests.support.app import PAGES, data_links, linked_data, opened, opening, overtaken, said, triggered, visiting
from tests.support.worlds import BAD_DATA, fingerprints, table_file
from tests.support.worlds import publish as publish_files


@pytest.fixture(autouse=True)
def _real_data(request: pytest.FixtureRequest) -> None:
    """Pages read the real data: shared, or out of a folder of the test's own where it takes `store`."""
    request.getfixturevalue("store" if "store" in request.fixturenames else "published")


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


# page → how many charts it has, by default and for one region early on; the other pages have none
CHARTS = {"progress": (1, 1), "leadership": (2, 2), "area": (1, 1)}
VIEWS = {"default": {}, "one region": {"as_at": "2017-06-20", "region": ["London"]}}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_passes_the_checks_of_plotly(page: str, view: str) -> None:
    app = opened(page, **VIEWS[view], area="E54000013")
    if page == "progress":  # which sends its charts once they are in sight
        app = triggered(app, "trends-near", "near", True)
    charts = app.get("plotly_chart")
    assert len(charts) == CHARTS.get(page, (0, 0))[list(VIEWS).index(view)]
    for chart in charts:
        go.Figure(json.loads(chart.proto.spec))  # raises ValueError for a property that plotly does not know


@pytest.mark.parametrize("page", ["points_of_light", "about_the_data"])
def test_every_data_link_of_the_other_pages_gives_rows(page: str) -> None:
    app = opening(opened(page, region=["London"], as_at="2020-12-31"), "Data")
    links = [link for element in app.markdown for link in data_links(element.value)]
    assert links
    for link in links:
        reply = linked_data(link)
        assert reply.csv() if ".csv" in link else reply.json()["rows"]


def test_a_threshold_that_the_reader_chose_goes_into_the_data_link() -> None:
    app = opening(opened("points_of_light", early_days="1000"), "Data")
    (link,) = (
        link
        for e in app.markdown
        for link in data_links(e.value)
        if link.startswith("api/v1/areas_designated_early.csv")
    )
    assert "early_days=1000" in link
    assert len(linked_data(link).csv()) == 11


def test_foot_says_the_date_and_the_version_apart(published: Store) -> None:
    words = said(opened("points_of_light", as_at="2020-12-31"))
    assert "Shown: what had happened by 31 December 2020. Data last updated on" in words
    assert "Version 1 of the data." in words


def test_the_four_places_of_the_founding_text_come_first() -> None:
    app = opened("points_of_light")
    words = said(app)
    places = ["Nottinghamshire", "Somerset", "Southwark and Lambeth", "Wigan and Greater Manchester", "Cornwall"]
    found = [words.index(f"**{place}") for place in places]
    assert found == sorted(found)


def test_points_of_light_show_who_when_why_result_and_evidence() -> None:
    words = said(opened("points_of_light"))
    assert "**Result** (◆\u00a0controlled study): Controlled study, year 4 of the older people's programme" in words
    assert ":small[Named by New NHS Alliance" in words
    assert "February 2017" in words
    assert "date not known" in words


def test_early_threshold_can_be_changed() -> None:
    app = opened("points_of_light")
    app.number_input(key="early_days").set_value(1000).run()
    assert "11 areas in England became integrated care systems at least 1,000 days before 1 April 2021." in said(app)
    assert app.query_params["early_days"] == "1000"


def test_early_threshold_follows_the_address() -> None:
    words = said(opened("points_of_light", early_days="1000"))
    assert "11 areas in England became integrated care systems at least 1,000 days before 1 April 2021." in words


def test_an_impossible_threshold_is_ignored_with_a_word() -> None:
    app = opened("points_of_light", early_days="soon")
    assert "We cannot use “soon”. Enter a number from 0 to 2,000. This page uses 365 for now." in app.warning[
        0
    ].value.replace("\\", "")
    assert app.number_input(key="early_days").value == 365


def test_a_bad_file_is_reported_with_line_and_column_and_changes_nothing(store: Store) -> None:
    before = fingerprints(store.folder)
    app = opened("update_data")
    bad = table_file("area_milestones", [{"area_code": "E54000013", "date": "soon"}])
    app.file_uploader[0].set_value((bad.name, bad.content, "text/csv")).run()
    assert not app.exception
    problem = app.table[0].value.iloc[0]
    assert list(problem[["Line", "Column", "Value"]]) == ["2", "date", "soon"]
    assert "area_milestones.csv has 1 problem" in app.error[0].value.replace("\\", "")
    assert problem["Problem"].replace("\\", "") == '"soon" is not a date.'
    assert not app.button
    assert fingerprints(store.folder) == before


def test_page_says_that_a_file_waits_while_another_is_checked_and_goes_on_by_itself(monkeypatch) -> None:
    holder = turns.queued()
    holder.__enter__()
    told, words_for = [], session._waiting

    def waiting(before: int) -> str:
        told.append(words_for(before))
        holder.__exit__(None, None, None)
        return told[-1]

    monkeypatch.setattr(session, "_waiting", waiting)
    app = opened("update_data")
    bad = table_file("area_milestones", [{"area_code": "E54000013", "date": "soon"}])
    app.file_uploader[0].set_value((bad.name, bad.content, "text/csv")).run()
    assert told == ["Your check is waiting. 1 other check must finish first. You do not need to do anything."]
    assert "has 1 problem" in app.error[0].value
    assert not any("waiting" in info.value for info in app.info)


def test_check_with_errors_keeps_its_problems_and_no_rows() -> None:
    app = opened("update_data")
    bad = table_file("area_milestones", [{"area_code": "E54000013", "date": "soon"}])
    app.file_uploader[0].set_value((bad.name, bad.content, "text/csv")).run()
    checked = app.session_state["cached-checked"][1].check
    assert (len(checked.problems), checked.rows) == (1, {})


def test_page_says_how_a_file_was_read_that_is_not_written_like_the_tables() -> None:
    content = table_file("area_milestones", [{"area_code": " E54000013 ", "date": "01/04/2020"}]).content
    app = opened("update_data")
    app.file_uploader[0].set_value(("area_milestones.csv", content, "text/csv")).run()
    told = app.info[0].value.replace("\\", "")
    assert told.startswith("**How we read your files**")
    assert "area_milestones.csv: We ignored the spaces around 1 cell." in told
    assert "We read 1 date in the column date as DD/MM/YYYY, for example 01/04/2020 as 1 April 2020." in told
    assert list(app.table[0].value["Rows changed"]) == ["1"]


def test_page_takes_a_workbook(published: Store) -> None:
    content = (BAD_DATA.parent / "odd_data" / "workbook.xlsx").read_bytes()
    app = opened("update_data")
    app.file_uploader[0].set_value(("workbook.xlsx", content, "application/octet-stream")).run()
    assert "We read the sheet Sheet1." in app.info[0].value.replace("\\", "")
    assert not app.error


def good_file(area_code: str) -> tuple[str, bytes, str]:
    row = {"area_code": area_code, "milestone_id": "ics_designated", "date": "2020-04-01"}
    file = table_file("area_milestones", [row])
    return (file.name, file.content, "text/csv")


def with_changes(app: AppTest, area_code: str = "E54000013") -> AppTest:
    return app.file_uploader[0].set_value(good_file(area_code)).run()


def publish(app: AppTest, note: str = "Corrected") -> AppTest:
    app.text_input[0].set_value(note)
    return app.button[0].click().run()


@pytest.mark.parametrize(
    ("before", "after", "was", "becomes"),
    [
        ("One two", "One\ntwo", "One two", "One ⏎ two (only spaces change)"),
        ("One two", "One\nthree", "One two", "One ⏎ three"),
        (None, "One", "(blank)", "One"),
    ],
)
def test_line_breaks_and_blanks_are_seen_among_the_cells_that_change(
    little: Callable, before: str | None, after: str, was: str, becomes: str
) -> None:
    little(areas=[{}], area_milestones=[{"area_code": "E54999001", "date": "2021-04-01", "note": before}])
    app = opened("update_data")
    row = {"area_code": "E54999001", "date": "2021-04-01", "note": after}
    file = table_file("area_milestones", [row])
    app.file_uploader[0].set_value((file.name, file.content, "text/csv")).run()
    cells = app.table[1].value
    assert [cells[side][0].replace("\\", "") for side in ("Before", "After")] == [was, becomes]


def test_a_good_file_is_published_only_after_the_button(store: Store) -> None:
    app = with_changes(opened("update_data"))
    assert "England" in said(app)
    assert list(app.table[0].value["Rows changed"]) == ["1"]
    assert store.current() == 1
    publish(app)
    assert store.current() == 2
    assert "Version 2 is published" in app.success[0].value
    assert not app.file_uploader[0].value


def test_publishing_needs_a_note(store: Store) -> None:
    app = publish(with_changes(opened("update_data")), note="  ")
    assert "what changes and why" in app.warning[0].value
    assert store.current() == 1


def test_a_warning_needs_a_tick(store: Store) -> None:
    file = SourceFile("area_milestones.csv", (BAD_DATA / "milestone_before_its_footprint.csv").read_bytes())
    app = opened("update_data")
    app.file_uploader[0].set_value((file.name, file.content, "text/csv")).run()
    assert "You can still publish" in app.warning[0].value
    publish(app)
    assert store.current() == 1
    assert any("tick the box" in warning.value for warning in app.warning)
    app.checkbox[0].check()
    publish(app)
    assert store.current() == 2


def test_a_tick_holds_for_the_warnings_it_was_given_for() -> None:
    header, *_, early = (BAD_DATA / "milestone_before_its_footprint.csv").read_text(encoding="utf-8").splitlines()
    day = early.split(",")[2]
    earlier = early.replace(day, str(date.fromisoformat(day) - timedelta(days=1)))
    app, boxes = opened("update_data"), []
    for row in (early, earlier, early):
        app.file_uploader[0].set_value(("area_milestones.csv", f"{header}\n{row}\n".encode(), "text/csv")).run()
        boxes.append(app.checkbox[0].key)
    assert boxes[0] == boxes[2] != boxes[1]


def test_a_publication_whose_run_was_overtaken_is_said_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = with_changes(opened("update_data"))
    monkeypatch.setattr("ics.ui.updates.publish_form.publish_update", overtaken)
    publish(app)
    assert not app.success
    app.run()
    assert store.current() == 2
    assert "Version 2 is published" in app.success[0].value
    assert not app.file_uploader[0].value


def test_a_publication_is_said_until_another_page_is_opened_or_others_publish(store: Store) -> None:
    app = publish(with_changes(opened("update_data")))
    assert "Version 2 is published" in app.run().success[0].value  # by a click that was late, say
    changed = check_files([table_file("area_milestones", [{"area_code": "E54000013", "date": "2019-04-01"}])], store, 2)
    publish_files(changed, store, "By another", accept_warnings=True)
    assert not app.run().success


def test_a_publication_is_not_said_again_once_another_page_was_opened(store: Store) -> None:
    app = publish(with_changes(opened("update_data")))
    app.switch_page("../../pages/history.py").run()
    assert not app.switch_page("../../pages/update_data.py").run().success


def test_two_clicks_on_one_check_publish_it_once_and_get_the_same_version(store: Store) -> None:
    checked = check_files([table_file("area_milestones", [{"area_code": "E54000013", "date": "2020-04-01"}])], store, 1)
    latest, lock = Publication(), Lock()
    with ThreadPoolExecutor(2) as clicks:
        versions = clicks.map(
            lambda _: latest.publish_once(checked, lock, lambda: publish_files(checked, store, "Twice")), "12"
        )
    assert (list(versions), latest.is_said, store.current()) == ([2, 2], False, 2)


def test_what_was_checked_is_let_go_of_once_it_is_published(store: Store) -> None:
    app = publish(with_changes(opened("update_data")))
    assert app.success
    assert not [name for name in ("cached-checked", "cached-compared") if name in app.session_state]


def test_publishing_is_refused_when_somebody_else_published_meanwhile(store: Store) -> None:
    app = with_changes(opened("update_data"))
    publish(with_changes(opened("update_data"), "E54000032"))
    publish(app)
    assert store.current() == 2
    assert "Somebody published version 2 while you were looking at version 1." in app.warning[0].value


def without_key() -> AppTest:
    """The page Update data as somebody sees it who was not given the key, with a file that changes something."""
    return with_changes(visiting("update_data").run())


def test_without_the_key_a_file_is_checked_and_the_page_asks_for_the_key(published: Store) -> None:
    app = without_key()
    assert "England" in said(app)
    assert "You need a key to publish" in app.warning[0].value
    assert not app.button


@pytest.mark.parametrize("pasted", ["{key}", " http://127.0.0.1:8501/?region=London&key={key}\n"])
def test_the_key_can_be_pasted_alone_or_with_its_address(store: Store, pasted: str) -> None:
    app = without_key()
    app.text_input[0].set_value(pasted.format(key=publishing_key())).run()
    assert not app.warning
    assert "Version 2 is published" in publish(app).success[0].value


def test_a_wrong_key_is_refused_in_a_sentence(published: Store) -> None:
    app = without_key()
    app.text_input[0].set_value("wrong").run()
    assert "That key is wrong. The key changes each time the dashboard starts." in app.error[0].value
    assert not app.button


def test_the_key_in_the_address_is_enough(store: Store) -> None:
    app = with_changes(visiting("progress", key=publishing_key()).run().switch_page("../../pages/update_data.py").run())
    assert "Version 2 is published" in publish(app).success[0].value


def test_where_publishing_is_switched_off_the_key_does_not_help(
    monkeypatch: pytest.MonkeyPatch, published: Store
) -> None:
    monkeypatch.setenv("ICS_PUBLISHING", "off")
    app = with_changes(opened("update_data"))
    assert "Publishing is switched off" in app.info[0].value
    assert not app.button


def test_the_right_is_asked_again_when_publish_is_pressed(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    app = with_changes(opened("update_data"))
    monkeypatch.setattr("ics.ui.updates.publish_form.may_publish", lambda: True)
    app.session_state["publishing_key"] = "of yesterday"
    publish(app)
    assert "You need a key to publish" in app.error[0].value
    assert store.current() == 1


def test_who_may_not_publish_is_told_of_the_smaller_limit(published: Store) -> None:
    assert "up to 5 MB" in without_key().caption[0].value
    assert not opened("update_data").caption


def test_more_than_the_limit_is_not_checked_although_it_arrived(published: Store) -> None:
    app = without_key()
    app.file_uploader[0].set_value(("areas.csv", b"x" * (5 * 2**20 + 1), "text/csv")).run()
    assert "Together, your files are larger than 5 MB. Choose fewer files at a time." in app.error[0].value
    assert not app.table


def test_without_the_key_the_limit_holds_for_what_is_unpacked(published: Store) -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        rows = "".join(f"E54000013,note {n * 7919 % 1_000_003}\n" for n in range(300_000))
        archive.writestr("areas.csv", f"area_code,note\n{rows}")
    app = without_key()
    app.file_uploader[0].set_value(("areas.zip", packed.getvalue(), "application/zip")).run()
    assert "the files are larger than 5 MB once unpacked." in app.table[0].value["Problem"].iloc[0].replace("\\", "")


def test_a_check_that_made_room_for_others_is_made_again_when_it_is_needed(
    published: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ics.ui.updates.upload.MOST_OF_GUESTS", 1)
    first = without_key()
    checked = first.session_state["cached-checked"][1]
    without_key()
    assert checked.check is None
    first.run()
    assert not first.exception
    assert "England" in said(first)
    assert first.session_state["cached-checked"][1].check is not None


def test_an_identical_file_offers_nothing_to_publish(published: Store) -> None:
    content = (ROOT / "data" / "areas.csv").read_bytes()
    app = opened("update_data")
    app.file_uploader[0].set_value(("areas.csv", content, "text/csv")).run()
    assert "Nothing changes. Every row is already published." in app.info[0].value
    assert not app.button


def test_about_the_data_names_every_column_of_the_chosen_table() -> None:
    app = opened("about_the_data")
    app.selectbox[0].set_value("points_of_light").run()
    columns = next(table.value for table in app.table if "Meaning" in table.value)
    assert "measured_result" in {name.replace("\\", "") for name in columns["Column"]}


def test_about_the_data_lists_parameters_under_the_names_that_an_address_has() -> None:
    rows = next(table.value for table in opened("about_the_data").table if "Parameters" in table.value)
    listed = {entry.split(": ")[0].replace("\\", "") for cell in rows["Parameters"] for entry in cell.split("; ")}
    assert {"region", "level", "programme", "area"} <= listed
    assert not {"regions", "levels", "programmes", "area_code", "area_codes"} & listed


def test_a_broken_store_is_explained_without_a_path(store: Store) -> None:
    (store.folder / "CURRENT").write_text("nonsense")
    app = opened()
    assert app.title[0].value == "Sorry, we cannot read the data"
    assert [code.value.split(" --")[0] for code in app.code] == ["python -m ics build", "python -m ics undo N"]
    assert str(Path(store.folder)) not in said(app) + app.error[0].value


def test_of_a_damaged_version_the_way_to_an_older_one_comes_first(store: Store) -> None:
    store.path(1).write_bytes(b"nonsense")
    app = opened()
    assert [code.value.split(" --")[0] for code in app.code] == ["python -m ics undo N", "python -m ics build"]


def test_a_missing_store_is_built_on_the_first_start(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ICS_DATA", str(data_folder))
    assert opened().title[0].value.startswith("All 42 areas were integrated care systems")
    assert Store(data_folder).current() == 1


def test_a_milestone_without_a_target_leaves_no_page_broken(store: Store) -> None:
    text = (ROOT / "data" / "milestones.csv").read_text(encoding="utf-8")
    without = SourceFile("milestones.csv", text.replace("true,2021-04-01,", "true,,").encode())
    publish_files(check_files([without], store, 1), store, "No target")
    for page in PAGES:
        assert not opened(page, area="E54000013").exception
    assert "so we cannot say which areas were early" in said(opened("points_of_light"))


def test_one_run_of_a_page_shows_one_version_although_somebody_publishes_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    run = run_query

    def run_while_another_publishes(name: str, store: Store, version: int, **parameters: object) -> pd.DataFrame:
        asked.append(version)
        if len(asked) == 3:
            row = {"area_code": "E54000013", "milestone_id": "ics_designated", "date": "2020-04-01"}
            publish_files(check_files([table_file("area_milestones", [row])], store, 1), store, "Meanwhile")
        return run(name, store, version, **parameters)

    monkeypatch.setattr(ics.ui.data, "run_query", run_while_another_publishes)
    app = opened(as_at="2020-12-31")
    assert store.current() == 2
    assert set(asked) == {1}
    assert "30 of 42 areas" in app.run().title[0].value  # the next run shows what was published
