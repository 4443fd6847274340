"""The start of the server: the printed address, the page that opens a browser, and settings that are wrong."""

import asyncio
import os
import stat
import sys
import webbrowser
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from streamlit import config
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ics.safeguards.publishing_key import key_holders, publishing_key
from ics.server import browser, start
from ics.server.start import announce
from tests.support.asgi import run


@pytest.fixture
def own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `streamlit run dashboard.py` starts it."""
    monkeypatch.setattr(config, "_server_mode", "starlette-app")


def test_one_address_is_printed_with_the_key(own_server: None, capsys: pytest.CaptureFixture) -> None:
    address = announce()
    printed = capsys.readouterr().out
    assert address.endswith(f"/?key={publishing_key()}")
    assert printed.count("http") == printed.count(publishing_key()) == 1
    assert address in printed


def test_without_publishing_no_key_is_printed(
    own_server: None, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ICS_PUBLISHING", "off")
    assert "key" not in announce()
    assert "key" not in capsys.readouterr().out


def test_under_another_server_only_the_key_is_printed(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "_server_mode", "asgi-server")
    assert announce() is None
    printed = capsys.readouterr().out
    assert f"add ?key={publishing_key()}" in printed
    assert "http" not in printed


@pytest.mark.parametrize(
    ("setting", "value", "remedy"),
    [
        ("ICS_PUBLISHING", "on", "Set it to key or off"),
        ("ICS_HOSTS", "https://a.org", "without scheme or port"),
        ("ICS_CONTACT", "javascript:alert(1)", "Give a mail address"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, remedy: str
) -> None:
    monkeypatch.setenv(setting, value)
    with pytest.raises(SystemExit, match=rf"was not started\. {setting} .*{remedy}"):
        start.require_settings()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, list[str]]:
    """What the browser of a person at a terminal is asked to open."""
    has_opened, addresses = Event(), []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(webbrowser, "open", lambda address: (addresses.append(address), has_opened.set()))
    return has_opened, addresses


def test_the_browser_is_led_to_the_address_by_a_page_that_only_its_user_can_read(
    opened: tuple[Event, list[str]], data_folder: Path
) -> None:
    page = data_folder / browser.PAGE
    with browser.opened_in_browser("http://127.0.0.1:8501/?key=a&b"):
        assert opened[0].wait(10)
        assert opened[1] == [page.as_uri()]
        assert "0; url=http://127.0.0.1:8501/?key=a&amp;b" in page.read_text(encoding="utf-8")
        if os.name == "posix":
            assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert not page.exists()


def test_no_browser_is_opened_without_a_person_or_a_screen(
    opened: tuple[Event, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not browser._is_wanted()
    monkeypatch.setenv("DISPLAY", ":0")
    assert browser._is_wanted()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False, raising=False)
    assert not browser._is_wanted()


def test_where_no_page_can_be_written_the_server_starts_anyway(
    opened: tuple[Event, list[str]], monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    monkeypatch.setenv("ICS_DATA", str(data_folder / "not there"))
    with browser.opened_in_browser("http://127.0.0.1:8501/"):
        assert not opened[1]


def test_sessions_that_have_ended_are_let_go_of_without_another_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    storage, files, ended = MemorySessionStorage(ttl_seconds=0), MemoryUploadedFileManager("/upload"), []
    storage.save(SessionInfo(None, SimpleNamespace(id="a", shutdown=lambda: ended.append("a"))))
    for session in ("gone", "open"):
        files.add_file(session, UploadedFileRec("1", "areas.csv", "text/csv", b"x"))
    sessions = SimpleNamespace(_session_storage=storage, get_session_info={"open": "a session"}.get)
    server = SimpleNamespace(_session_mgr=sessions, uploaded_file_mgr=files)
    monkeypatch.setattr(start.runtime, "exists", lambda: True)
    monkeypatch.setattr(start.runtime, "get_instance", lambda: server)
    key_holders.add("a")
    start.drop_ended_sessions()
    assert (ended, storage.list(), list(files.file_storage), "a" in key_holders) == (["a"], [], ["open"], False)


def test_what_ends_sessions_goes_on_after_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def fail() -> None:
        tries.append(1)
        raise RuntimeError("once")

    async def care_for_a_moment() -> None:
        caring = asyncio.create_task(start._care_regularly())
        while len(tries) < 2:
            await asyncio.sleep(0)
        caring.cancel()

    monkeypatch.setattr(start, "drop_ended_sessions", fail)
    monkeypatch.setattr(start, "CARE_EVERY_SECONDS", 0)
    run(asyncio.wait_for(care_for_a_moment(), 30))
