"""Who may publish: the key, the right that is asked in `publish` itself, and what the event log says of it."""

import json
import logging
from collections.abc import Iterator

import pytest

from ics.checks.check import check_files
from ics.safeguards.event_log import OFTEN_LINES, Often, record
from ics.safeguards.publishing_key import (
    AT_THE_MACHINE,
    KeyHolder,
    NotAllowedError,
    is_key,
    key_holders,
    publishing_key,
)
from ics.safeguards.token_bucket import Bucket
from ics.store.store import PublishConflictError, Store
from ics.versions.history import ChangeNote
from ics.versions.publish import CheckFailedError, publish_update
from ics.versions.undo import prepare
from tests.support.worlds import fingerprints, table_file

LINCOLNSHIRE = {"area_code": "E54000013", "date": "2020-04-01"}


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """The lines of the event log, as they are written."""
    found: list[str] = []

    class Lines(logging.Handler):
        def emit(self, line: logging.LogRecord) -> None:
            found.append(self.format(line))

    logger, handler = logging.getLogger("ics.events"), Lines()
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield found
    logger.setLevel(before)
    logger.removeHandler(handler)


def changed(store: Store, **row: str) -> object:
    return check_files([table_file("area_milestones", [LINCOLNSHIRE | row])], store, store.current())


def test_the_key_is_long_and_is_the_only_one() -> None:
    key = publishing_key()
    assert len(key) >= 40
    assert is_key(key)
    for wrong in ("", key[:-1], key + "a", key.swapcase(), key.encode().hex(), "ключ", "\ud800"):
        assert not is_key(wrong)


@pytest.mark.parametrize("wrong", ["", "a", "x" * 43])
def test_publish_itself_refuses_a_wrong_key(store: Store, wrong: str) -> None:
    before = fingerprints(store.folder)
    with pytest.raises(NotAllowedError, match="You need a key"):
        publish_update(changed(store), store, ChangeNote("No"), right=KeyHolder(wrong))
    assert fingerprints(store.folder) == before


def test_publish_itself_refuses_where_it_is_switched_off(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    right = KeyHolder(publishing_key())
    checked = changed(store)
    monkeypatch.setenv("ICS_PUBLISHING", "off")
    with pytest.raises(NotAllowedError, match="switched off"):
        publish_update(checked, store, ChangeNote("No"), right=right)
    assert store.current() == 1
    assert publish_update(checked, store, ChangeNote("From the command line"), right=AT_THE_MACHINE) == 2


def test_an_undo_is_refused_without_the_key_too(store: Store) -> None:
    publish_update(changed(store), store, ChangeNote("A change"), right=KeyHolder(publishing_key()))
    with pytest.raises(NotAllowedError):
        publish_update(prepare(store, 1, 2), store, ChangeNote("Back"), right=KeyHolder("wrong"))
    assert publish_update(prepare(store, 1, 2), store, ChangeNote("Back"), right=KeyHolder(publishing_key())) == 3


def test_a_publication_cannot_be_asked_for_without_a_right(store: Store) -> None:
    with pytest.raises(TypeError, match="right"):
        publish_update(changed(store), store, ChangeNote("No"))


def test_publications_undos_and_refusals_are_logged_with_nothing_personal_but_the_name(
    store: Store, lines: list[str]
) -> None:
    late, wrong = changed(store), changed(store, date="never")
    publish_update(changed(store), store, ChangeNote("A note about Anna", "Anna"), right=AT_THE_MACHINE)
    with pytest.raises(PublishConflictError):
        publish_update(late, store, ChangeNote("Late", "Ben"), right=AT_THE_MACHINE)
    with pytest.raises(CheckFailedError):
        publish_update(wrong, store, ChangeNote("Wrong"), right=AT_THE_MACHINE)
    publish_update(prepare(store, 1, 2), store, ChangeNote("Back"), right=AT_THE_MACHINE)
    told = [
        {name: value for name, value in event.items() if name != "time"}
        for event in map(json.loads, lines)
        if event["event"] != "checked"
    ]
    assert [(event["event"], event.get("version"), event.get("reason"), event["who"]) for event in told] == [
        ("published", 2, None, "Anna"),
        ("publication refused", None, "PublishConflictError", "Ben"),
        ("publication refused", None, "CheckFailedError", ""),
        ("undone", 3, None, ""),
    ]
    assert told[0]["tables"] == ["area_milestones"]
    assert told[3]["restored_from"] == 1
    assert "note" not in json.dumps(told)


def test_a_check_is_logged_with_counts_and_hashes_and_without_what_is_in_the_files(
    store: Store, lines: list[str]
) -> None:
    file = table_file("area_milestones", [LINCOLNSHIRE | {"date": "never", "note": "Anna"}])
    check_files([file], store, 1)
    event = json.loads(lines[0])
    assert (event["event"], event["based_on"], event["tables"]) == ("checked", 1, ["area_milestones"])
    assert (event["errors"], event["warnings"], event["sha256"]) == (1, 0, [file.sha256])
    assert not {"never", "Anna", file.name} & set(lines[0].split('"'))


def test_an_event_is_one_line_whatever_is_in_it(lines: list[str]) -> None:
    given = 'evil\r\n{"event": "published"}\u2028\x1b[31m'
    record("request refused", given=given)
    assert (len(lines), len(lines[0].splitlines()), lines[0].isprintable()) == (1, 1, True)
    assert json.loads(lines[0])["given"] == given


def test_refused_requests_cannot_fill_the_log(lines: list[str]) -> None:
    refused = Often("request refused")
    for _ in range(1000):
        refused.record(why="host", given="evil.example")
    assert OFTEN_LINES[0] <= len(lines) < 2 * OFTEN_LINES[0]
    refused._lines = Bucket(size=1, per_second=0)
    refused.record(why="host", given="evil.example")
    assert sum(1 + json.loads(line)["left_out_before"] for line in lines) == 1001


def test_sessions_that_have_ended_no_longer_count_as_holders() -> None:
    key_holders.add("a")
    key_holders.add("b")
    key_holders.keep(lambda session: session == "b")
    assert ("a" in key_holders, "b" in key_holders) == (False, True)
    key_holders.keep(lambda _: False)
