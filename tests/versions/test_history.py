"""The history, going back to an older version, and the rule that keeps a bounded number of files."""

import hashlib

import pytest

from ics.checks.check import REPLACE, check_files
from ics.datapackage import tables
from ics.readers.upload import SourceFile
from ics.sentences.versions import version_name, version_sentence
from ics.settings import KEPT_VERSIONS, kept_versions
from ics.store.store import PublishConflictError, Store, VersionNotStoredError
from ics.ui.tables.versions import version_table
from ics.versions.build import BUILD_NOTE, ensure_published
from ics.versions.compare import count_rows
from ics.versions.history import LOST_NOTE, history
from ics.versions.undo import prepare
from ics.writers.csv_files import table_csv
from tests.support.worlds import publish, rebuild, rows_of, table_file

EXAMPLESHIRE = {"area_code": "E54999001", "area_name": "Exampleshire"}


def publish_areas(store: Store, *areas: dict, who: str = "", note: str = "Test") -> int:
    return publish(
        check_files([table_file("areas", list(areas))], store, store.current(), REPLACE),
        store,
        note,
        who,
        accept_warnings=True,
    )


def everything(store: Store, version: int) -> str:
    """The hash of all tables of a version, as CSV."""
    return hashlib.sha256(b"".join(table_csv(store, version, t) for t in tables().values())).hexdigest()


def test_the_history_names_who_why_and_from_which_file(little):
    store = little(areas=[EXAMPLESHIRE])
    file = table_file("areas", [EXAMPLESHIRE | {"population": 2000}])
    publish(check_files([file], store, 1), store, "New estimate", "Anna")
    latest, first = history(store, 2)
    expected = {"version": 2, "who": "Anna", "note": "New estimate", "based_on": 1, "restored_from": None, "kept": True}
    assert expected.items() <= latest.items()
    assert (latest["rows_added"], latest["rows_changed"], latest["rows_removed"]) == (0, 1, 0)
    assert latest["files"] == [
        {"version": 2, "file_name": "areas.csv", "sha256": file.sha256, "table_name": "areas", "row_count": 1}
    ]
    assert (first["version"], len(first["files"])) == (1, len(tables()))


def test_going_back_publishes_the_older_content_as_a_new_version(little):
    store = little(areas=[EXAMPLESHIRE])
    publish_areas(store, EXAMPLESHIRE | {"population": 2000}, EXAMPLESHIRE | {"area_code": "E54999002"})
    found = prepare(store, 1, 2)
    changed = [c for c in count_rows(found, store) if not c.is_empty]
    assert [(c.table, c.added, c.changed, c.removed) for c in changed] == [("areas", 0, 1, 1)]
    assert publish(found, store, "The estimate was wrong", "Ben") == 3
    assert everything(store, 3) == everything(store, 1) != everything(store, 2)
    latest = history(store, 3)[0]
    assert (latest["restored_from"], latest["based_on"], latest["files"]) == (1, 2, [])
    assert (latest["rows_added"], latest["rows_changed"], latest["rows_removed"]) == (0, 1, 1)
    assert [row["version"] for row in history(store, 3)] == [3, 2, 1]


def test_the_real_data_come_back_to_the_byte(store):
    before = everything(store, 1)
    for table in ("points_of_light", "programmes", "indicator_values"):
        current = store.current()
        lines = table_csv(store, current, tables()[table]).split(b"\r\n")
        fewer = SourceFile(f"{table}.csv", b"\r\n".join([lines[0], *lines[2:]]))
        found = check_files([fewer], store, current, REPLACE)
        if not found.errors:  # a programme that areas refer to cannot be removed
            publish(found, store, "One row fewer", accept_warnings=True)
    assert everything(store, store.current()) != before
    publish(prepare(store, 1, store.current()), store, "Back")
    assert everything(store, store.current()) == before
    row_counts = f"select {', '.join(f'(select count(*) from {name})' for name in tables())}"
    assert rows_of(store, row_counts) == rows_of(store, row_counts, 1)


def test_going_back_is_refused_when_somebody_published_since_the_preview(little):
    store = little(areas=[EXAMPLESHIRE])
    publish_areas(store, EXAMPLESHIRE | {"population": 2000})
    found = prepare(store, 1, 2)
    publish_areas(store, EXAMPLESHIRE | {"population": 3000}, who="Anna", note="Newest")
    with pytest.raises(PublishConflictError) as refusal:
        publish(found, store, "Back")
    assert "The current version is now 3. You were working on version 2." in str(refusal.value)
    assert str(refusal.value).endswith(" UTC: Newest")


def test_only_the_newest_files_are_kept_and_the_history_keeps_them_all(little, monkeypatch):
    monkeypatch.setenv("ICS_KEEP_VERSIONS", "2")
    store = little(areas=[EXAMPLESHIRE])
    for people in (2000, 3000, 4000):
        publish_areas(store, EXAMPLESHIRE | {"population": people})
    assert store.versions() == [3, 4]
    assert [(row["version"], row["kept"]) for row in history(store, 4)] == [
        (4, True),
        (3, True),
        (2, False),
        (1, False),
    ]
    with pytest.raises(
        VersionNotStoredError, match=r"The data of version 1 is no longer stored\. Stored versions: 3 to 4\."
    ):
        prepare(store, 1, 4)
    assert ensure_published(store) == 4


@pytest.mark.parametrize("asked", ["", "0", "-3", "many"])
def test_a_limit_that_is_not_a_number_is_the_usual_one(monkeypatch, asked):
    monkeypatch.setenv("ICS_KEEP_VERSIONS", asked)
    assert kept_versions() == KEPT_VERSIONS == 50


def test_a_version_built_again_carries_the_history_and_takes_nothing_away(store, monkeypatch):
    monkeypatch.setenv("ICS_KEEP_VERSIONS", "1")
    file = table_file("points_of_light", [{"point_id": "new", "place": "Exampleton", "area_code": "E54000007"}])
    publish(check_files([file], store, 1), store, "A new place", "Anna", accept_warnings=True)
    assert store.versions() == [2]
    assert rebuild(store) == 3
    assert store.versions() == [2, 3]
    told = [(row["version"], row["who"], row["note"]) for row in history(store, 3)]
    assert told == [(3, None, BUILD_NOTE), (2, "Anna", "A new place"), (1, None, BUILD_NOTE)]
    assert [file["file_name"] for file in history(store, 3)[1]["files"]] == ["points_of_light.csv"]


def test_a_version_built_again_carries_the_history_of_the_newest_file_that_can_be_read(store):
    store.path(2).write_bytes(b"not a database" * 1000)
    store.files.pointer.write_text("v00000002.duckdb\n")
    assert rebuild(store) == 3
    told = history(store, 3)
    assert [row["version"] for row in told] == [3, 2, 1]
    assert (told[1]["note"], told[1]["published_at"], told[1]["files"]) == (LOST_NOTE, None, [])
    assert version_sentence(told[1]) == f"Version 2: {LOST_NOTE}"
    assert version_name(told[1], 20) == "Version 2 · day not known · The file of this ve…"
    assert version_table(told, {1, 3})["Rows"].tolist()[1] == "not known"


def test_a_version_built_again_counts_what_differs_from_the_one_before(store):
    file = table_file("points_of_light", [{"point_id": "new", "place": "Exampleton", "area_code": "E54000007"}])
    publish(check_files([file], store, 1), store, "A new place", accept_warnings=True)
    assert [rebuild(store), rebuild(store)] == [3, 4]
    counts = [[row[f"rows_{word}"] for word in ("added", "changed", "removed")] for row in history(store, 4)]
    assert counts[:3] == [[0, 0, 0], [0, 0, 1], [1, 0, 0]]


def test_a_version_built_alongside_a_damaged_one_counts_every_row_as_added(store):
    file = table_file("points_of_light", [{"point_id": "new", "place": "Exampleton", "area_code": "E54000007"}])
    publish(check_files([file], store, 1), store, "A new place", accept_warnings=True)
    rows = history(store, 2)[-1]["rows_added"]
    store.path(2).write_bytes(b"not a database" * 1000)
    rebuild(store)
    assert history(store, 3)[0]["rows_added"] == rows > 1000


def test_every_number_keeps_a_line_although_no_file_can_be_read(store):
    store.path(1).write_bytes(b"not a database" * 1000)
    assert rebuild(store) == 2
    assert [(row["version"], row["note"]) for row in history(store, 2)] == [(2, BUILD_NOTE), (1, LOST_NOTE)]
