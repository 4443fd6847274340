"""The page History: the versions, what changed between two, and going back."""

from pathlib import Path

import duckdb
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.testing.v1 import AppTest

import ics.ui.updates.history
from ics.checks.check import Check, check_files
from ics.datapackage import tables
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.store.store import Store, VersionDamagedError
from ics.ui.session import Publication
from ics.versions import build
from ics.versions.history import ChangeNote, history
from ics.versions.publish import publish_rebuild
from ics.writers.csv_files import table_csv
from tests.support.app import opened, overtaken
from tests.support.worlds import copy_versions, rebuild, table_file
from tests.support.worlds import publish as publish_files

LINCOLNSHIRE = {"area_code": "E54000013", "date_precision": "day"}
COLUMNS = ["Version", "Published (UTC)", "By", "What changed, and why", "Rows", "Files"]
NOTE = "Lincolnshire [corrected](https://example.org)"


def publish(store: Store, day: str, note: str = NOTE, who: str = "Anna") -> int:
    """Publishes that Lincolnshire was designated on that day."""
    changed = check_files([table_file("area_milestones", [LINCOLNSHIRE | {"date": day}])], store, store.current())
    return publish_files(changed, store, note, who, accept_warnings=True)


@pytest.fixture(scope="session")
def published_twice(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 2 moves Lincolnshire to 2020, version 3 to 2019."""
    store = copy_versions(built, tmp_path_factory.mktemp("published_twice"))
    publish(store, "2020-04-01")
    publish(store, "2019-04-01", "Earlier still")
    return store.folder


@pytest.fixture
def twice(store: Store, published_twice: Path) -> Store:
    return copy_versions(published_twice, store.folder)


def said(app: AppTest) -> str:
    elements = [*app.markdown, *app.info, *app.warning, *app.success]
    return " ".join(element.value for element in elements).replace("\\", "").replace("\u2060", "")


def versions(app: AppTest) -> list[list[str]]:
    return app.table[0].value.replace(r"\\", "", regex=True).values.tolist()


def cells(app: AppTest) -> list[str]:
    return next(table.value for table in app.table if "Row" in table.value).columns.tolist()


def button(app: AppTest, begins: str) -> object:
    return next(b for b in app.button if b.label.startswith(begins))


def address(app: AppTest) -> dict:
    return {name: values[0] for name, values in app.query_params.items()}


def in_the_address(app: AppTest, name: str) -> str | None:
    return (app.query_params.get(name) or [None])[0]


def test_the_first_build_alone_has_nothing_to_compare_or_to_undo(published: Store) -> None:
    app = opened("history")
    assert not app.exception
    assert "Version 1 is the current version, published on " in said(app)
    assert "It is the only version so far." in said(app)
    assert "There is no other version to compare. This is the first version." in said(app)
    assert "There is no earlier version to go back to. This is the first version." in said(app)
    assert not app.button


def test_the_list_says_who_why_from_what_and_what_it_was_restored_from(twice: Store) -> None:
    app = opened("history")
    newest, second, first = versions(app)
    assert [name.replace("\\", "") for name in app.table[0].value] == [*COLUMNS, "See changes"]
    assert (newest[0], second[0], first[0]) == ("3", "2", "1")
    assert second[2:5] == ["Anna", NOTE.replace("https:", "https:\u2060"), "1 changed"]
    assert second[5:] == ["area_milestones.csv", "[1 → 2](history?from=1&to=2#what-changed)"]
    assert first[5].endswith("and 7 more")


def test_the_newest_change_is_shown_unless_two_versions_are_chosen(twice: Store) -> None:
    app = opened("history")
    assert "Lincolnshire: ICS designated 1 April 2020 → 1 April 2019." in said(app)
    assert cells(app) == ["Row", "Column", "Version 2", "Version 3"]
    app.selectbox(key="from-of-3").set_value("1").run()
    assert "Lincolnshire: ICS designated 1 April 2021 → 1 April 2019." in said(app)
    assert (in_the_address(app, "from"), in_the_address(app, "to")) == ("1", "3")


def test_a_link_shows_the_same_two_versions_later_on(twice: Store) -> None:
    publish(twice, "2018-04-01")
    app = opened("history", **{"from": "2", "to": "1"})
    assert "Lincolnshire: ICS designated 1 April 2020 → 1 April 2021." in said(app)
    assert cells(app)[2:4] == ["Version 2", "Version 1"]


def test_a_browser_that_has_not_drawn_the_newest_version_yet_chooses_nothing(twice: Store) -> None:
    app = opened("history", back_to="1")
    drawn_before = WidgetStates(
        widgets=[state for state in app._tree.get_widget_states().widgets if not state.HasField("trigger_value")]
    )  # a browser says nothing of buttons that nobody clicked
    publish(twice, "2018-04-01")
    app.query_params.pop("back_to")
    app.run()
    app._run(drawn_before)
    assert "Version 4 is the current version" in said(app)
    assert not {"version", "from", "to", "back_to"} & address(app).keys()


def test_a_version_with_itself_and_a_number_that_is_none_are_said_in_a_word(twice: Store) -> None:
    assert "You chose version 2 twice. Choose two different versions." in said(
        opened("history", **{"from": "2", "to": "2"})
    )
    assert "“99” (from), which we do not have" in said(opened("history", **{"from": "99"}))


def test_versions_whose_data_are_gone_are_named_and_not_compared(twice: Store) -> None:
    twice.path(1).unlink()
    app = opened("history", **{"from": "1"})
    assert not app.exception
    assert "The data of version 1 is no longer stored. Stored versions: 2 to 3. Choose other versions." in said(app)
    assert "There are 3 versions. We have kept the data of 2." in said(app)
    assert "We keep every version in this list, and the data of the newest 50." in said(app)
    assert list(app.table[0].value["Data"]) == ["", "", "no longer kept"]
    assert "The data of version 1 is no longer stored" in said(opened("history", back_to="1"))
    assert "We no longer keep the data of version 1" in said(opened("history", version="1"))


def test_a_current_version_that_cannot_be_compared_leaves_the_page_whole(
    twice: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise duckdb.IOException("Corrupt block")

    monkeypatch.setattr("ics.versions.compare.compare", broken)
    app = opened("history", back_to="1")
    assert not app.exception
    assert "v00000003.duckdb is damaged. You can still bring version 1 back from the command line" in said(app)
    assert "Version details" in [header.value for header in app.header]


def test_a_damaged_version_leaves_the_page_whole(twice: Store) -> None:
    twice.path(1).write_bytes(b"nonsense")
    app = opened("history", **{"from": "1", "to": "3", "back_to": "1"})
    assert len(app.title) == 1
    assert app.title[0].value.startswith("History of updates")
    assert said(app).count("it is damaged, or is not a DuckDB file.") == 2


def test_undoing_the_newest_version_is_previewed_then_published_as_a_new_one(twice: Store) -> None:
    before = table_csv(twice, 2, tables()["area_milestones"])
    app = button(opened("history"), "Undo version 3 (the newest)").click().run()
    assert in_the_address(app, "back_to") == "2"
    assert "Lincolnshire: ICS designated 1 April 2019 → 1 April 2020." in said(app)
    assert twice.current() == 3
    assert app.text_input[0].value == "Back to version 2: version 3 undone"
    app = button(app, "Publish version 2 again as version 4").click().run()
    assert "Version 4 is published." in said(app)
    assert in_the_address(app, "back_to") is None
    assert table_csv(twice, 4, tables()["area_milestones"]) == before
    assert versions(app)[0][3:6] == ["Back to version 2: version 3 undone", "version 2", "1 changed"]
    app.query_params["back_to"] = "2"  # as a browser says that has not heard of the new address yet
    assert in_the_address(app.run(), "back_to") is None
    assert "Version 4 is published." in said(app)
    app.selectbox(key="back_to-of-4").set_value("2").run()
    assert "Version 4 has the same data as version 2, so there is nothing to undo." in said(app)
    button(app, "Undo version 4 (the newest)").click().run()
    assert "Lincolnshire: ICS designated 1 April 2020 → 1 April 2019." in said(app)


def test_going_back_to_the_same_data_publishes_nothing(twice: Store) -> None:
    publish(twice, "2020-04-01", "As it was in version 2")
    app = opened("history", back_to="2")
    assert "Version 4 has the same data as version 2, so there is nothing to undo." in said(app)
    assert not [b for b in app.button if b.label.startswith("Publish")]


def test_undo_is_worked_out_again_when_somebody_published_meanwhile(twice: Store) -> None:
    app = opened("history", back_to="1")
    publish(twice, "2018-04-01", who="Ben")
    app = button(app, "Publish version 1 again").click().run()
    assert "Somebody published version 4 while you were looking at version 3." in said(app)
    assert "Lincolnshire: ICS designated 1 April 2018 → 1 April 2021." in said(app)
    assert twice.current() == 4
    button(app, "Publish version 1 again as version 5").click().run()
    assert history(twice, 5)[0]["restored_from"] == 1


def test_a_typed_note_outlives_what_somebody_else_publishes_and_a_proposed_one_is_made_again(twice: Store) -> None:
    app = opened("history", back_to="1")
    publish(twice, "2018-04-01", who="Ben")
    app.text_input[0].set_value("Typed by hand")
    app = button(app, "Publish version 1 again").click().run()
    assert app.text_input[0].value == "Typed by hand"
    app = opened("history", back_to="1")
    assert app.text_input[0].value == "Back to version 1: versions 2, 3 and 4 undone"
    publish(twice, "2017-04-01", who="Ben")
    assert app.run().text_input[0].value == "Back to version 1: versions 2, 3, 4 and 5 undone"


def test_an_undo_whose_run_was_overtaken_is_said_by_the_next(twice: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("history", back_to="2")
    monkeypatch.setattr("ics.ui.updates.publish_form.publish_update", overtaken)
    app = button(app, "Publish version 2 again").click().run().run()
    assert "Version 4 is published." in said(app)
    assert in_the_address(app, "back_to") is None
    assert "so there is nothing to undo" not in said(app)


def test_a_version_that_is_damaged_while_its_undo_is_published_leaves_the_page_whole(
    twice: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise VersionDamagedError(2, "v00000002.duckdb is damaged.")

    app = opened("history", back_to="2")
    monkeypatch.setattr("ics.ui.updates.publish_form.publish_update", fail)
    app = button(app, "Publish version 2 again").click().run()
    assert not app.exception
    assert [title.value for title in app.title] == ["History of updates"]
    assert "is damaged. Nothing was published" in " ".join(error.value for error in app.error).replace("\\", "")
    assert twice.current() == 3


def test_undo_skips_versions_that_changed_no_data(twice: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    build._refresh(twice, 3)
    labels = [b.label for b in opened("history").button]
    assert "Undo version 3 (the newest that changed data)" in labels
    assert not [label for label in labels if label.startswith("Undo version 4")]


def test_undo_needs_the_key(twice: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ics.ui.updates.publish_form.may_publish", lambda: False)
    app = opened("history", back_to="1")
    assert "You need a key to publish" in said(app)
    assert not [b for b in app.button if b.label.startswith("Publish")]


def test_one_version_is_told_in_full_with_the_whole_hash(twice: Store) -> None:
    app = opened("history", version="2")
    assert "Version 2 was published on " in said(app)
    assert "by Anna: “Lincolnshire [corrected](https://example.org)”. It is based on version 1." in said(app)
    checksum = r"Checksum \(SHA\-256\)"
    files = next(table.value for table in app.table if checksum in table.value)
    assert files[checksum].tolist() == [history(twice, 3)[1]["files"][0]["sha256"]]


def test_many_versions_are_shown_some_at_a_time(twice: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ICS_KEEP_VERSIONS", "2")
    monkeypatch.setattr(ics.ui.updates.history, "SHOWN_VERSIONS", 2)
    publish(twice, "2018-04-01")
    app = opened("history")
    assert len(versions(app)) == 2
    assert "There are 4 versions. We have kept the data of 2." in said(app)
    assert "We keep every version in this list, and the data of the newest 2." in said(app)
    button(app, "Show the 2 older versions").click().run()
    assert len(versions(app)) == 4
    assert not [b for b in app.button if b.label.startswith("Show")]


def test_a_version_whose_line_was_lost_keeps_its_number(twice: Store) -> None:
    twice.path(3).write_bytes(b"nonsense")
    publish_rebuild(Check(None, restored_from=2), twice, ChangeNote("Back"), None, right=AT_THE_MACHINE)
    app = opened("history", version="3")
    assert not app.exception
    assert list(app.table[0].value["Version"]) == ["4", "3", "2", "1"]
    assert "The file of this version was damaged or missing" in said(app)


def test_versions_from_before_a_rebuild_can_be_had_as_well(store: Store) -> None:
    publish(store, "2020-04-01")
    rebuild(store)
    app = opened("history", back_to="2")
    assert len(versions(app)) == 3
    assert "Lincolnshire: ICS designated 1 April 2021 → 1 April 2020." in said(app)


def ways(app: AppTest) -> dict[str, str]:
    """The links to other pages: words and address."""
    links = [element.proto for element in app.get("page_link")]
    return {link.label: f"{link.page}?{link.query_string}" for link in links}


def test_about_the_data_and_a_publication_lead_to_the_history(twice: Store) -> None:
    app = opened("about_the_data")
    assert "3 versions so far. A published version is never changed." in said(app)
    assert ways(app)["See every version: when, by whom and why it was published"] == "history?"
    app = opened("update_data", region="London")
    assert "See what changed, or undo it" not in ways(app)
    app.session_state["publication"] = Publication(version=3, is_said=False)
    assert ways(app.run())["See what changed, or undo it"] == "history?region=London"
