"""What the server does besides answering: it prints its address, opens a browser, and lets go of what is over."""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Protocol, cast

import streamlit as st
from streamlit import config, runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo, SessionManager
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.server.server_util import get_display_address, get_url

from ics.safeguards.event_log import start_log
from ics.safeguards.publishing_key import key_holders, publishing_key
from ics.server.browser import opened_in_browser
from ics.server.logs import bound_logs
from ics.server.uploads import uploaded_files
from ics.settings import PUBLISHING_KEY, contact, public_hosts, publishing_mode

CARE_EVERY_SECONDS = 10


class _Expiring(Protocol):
    """What Streamlit stores sessions in: `expire` takes those out whose time is over, and returns id and session."""

    def expire(self) -> Iterable[tuple[str, SessionInfo]]: ...


def require_settings() -> None:
    """Ends the program with a sentence where a setting is wrong."""
    try:
        publishing_mode()
        public_hosts()
        contact()
    except ValueError as error:
        sys.exit(f"The dashboard was not started. {error}")


@asynccontextmanager
async def run_server(_: st.App) -> AsyncIterator[None]:
    """The life of the server, from its start to its end."""
    start_log()
    config.set_option("server.allowedHosts", [*st.get_option("server.allowedHosts"), *public_hosts()])
    bound_logs()
    caring = asyncio.create_task(_care_regularly())
    try:
        with opened_in_browser(announce()):
            yield
    finally:
        caring.cancel()
        with suppress(asyncio.CancelledError):
            await caring


def announce() -> str | None:
    """Prints the one address to open, with the key where it is needed to publish, and returns it.

    None where another server than Streamlit's own was started: it alone knows its address, so only the key is printed.
    """
    query = f"?key={publishing_key()}" if publishing_mode() == PUBLISHING_KEY else ""
    address = _address()
    lines = [f"ICS progress: {address}/{query}"] if address else []
    if query and address:
        lines.append("The key in this address lets you publish. Leave it out when you share the address.")
    elif query:
        lines.append(f"To publish, add {query} to the address of the dashboard.")
    print("", *(f"  {line}" for line in lines), "", sep="\n", flush=True)
    return f"{address}/{query}" if address else None


def _address() -> str | None:
    if not (config._server_mode or "").startswith("starlette-app"):
        return None
    return get_url(get_display_address(st.get_option("server.address") or "localhost"))


async def _care_regularly() -> None:
    """Streamlit drops the sessions that have ended, with their files, only when another one ends."""
    while True:
        await asyncio.sleep(CARE_EVERY_SECONDS)
        try:
            bound_logs()
            drop_ended_sessions()
        except Exception:  # the next time may go well, and nobody else does this
            logging.getLogger("ics").exception("Ended sessions could not be discarded")


def drop_ended_sessions() -> None:
    """Ends the sessions whose time to come back is over, with their files and what they had checked."""
    if not runtime.exists():
        return
    sessions, files = runtime.get_instance()._session_mgr, runtime.get_instance().uploaded_file_mgr
    ended = _take_expired(sessions)
    for session in ended:
        session.shutdown()
    unknown = [name for name in list(uploaded_files()) if sessions.get_session_info(name) is None]
    for name in unknown:  # those that ended when another one did
        files.remove_session_files(name)
    key_holders.keep(lambda name: sessions.get_session_info(name) is not None)
    if ended or unknown:
        ended.clear()
        gc.collect()  # a session and what it holds refer to each other


def _take_expired(sessions: SessionManager) -> list[AppSession]:
    """Takes the sessions whose time to come back is over out of what Streamlit stores, and returns them."""
    stored = cast(MemorySessionStorage, cast(WebsocketSessionManager, sessions)._session_storage)
    return [info.session for _, info in cast(_Expiring, stored._cache).expire()]
