"""Pages under Streamlit's own test harness, without a browser."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from starlette.applications import Starlette
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import Block
from streamlit.util import calc_hash

from ics.api import routes
from ics.checks.check import Check
from ics.safeguards.publishing_key import Right, publishing_key
from ics.settings import ROOT
from ics.store.store import Store
from ics.versions.history import ChangeNote
from ics.versions.publish import publish_update
from tests.support.asgi import Reply, get

SHELL = ROOT / "ics" / "ui" / "shell.py"
TIMEOUT = 60  # seconds, for a machine that is busy
PAGES = [
    "progress",
    "milestones",
    "leadership",
    "points_of_light",
    "programmes",
    "area",
    "update_data",
    "history",
    "edit_rows",
    "about_the_data",
]
PARTS = ["Chart", "Table", "Data", "Cite"]
ADDRESSES = {"progress": "", "programmes": "who-did-what-where"}  # of pages whose address is not their name


def _wait_for_run(runner: local_script_runner.LocalScriptRunner, timeout: float = TIMEOUT) -> None:
    """Waits for the thread of a run; the harness itself asks a thousand times a second whether it has ended."""
    thread = runner._script_thread
    assert thread
    thread.join(timeout)
    if thread.is_alive():
        runner.request_stop()
        raise TimeoutError(f"The run of the page has not ended after {timeout} seconds.")


local_script_runner.require_widgets_deltas = _wait_for_run


def opened(page: str = "progress", /, **parameters: str | list[str]) -> AppTest:
    """A page after its first run, opened at an address with these parameters, by somebody who holds the key."""
    app = visiting(page, **parameters)
    app.session_state["publishing_key"] = publishing_key()
    return app.run()


def visiting(page: str, /, **parameters: str | list[str]) -> AppTest:
    """A page before its first run."""
    app = AppTest.from_file(SHELL, default_timeout=TIMEOUT)
    for name, value in parameters.items():
        app.query_params[name] = value
    address = ADDRESSES.get(page, page.replace("_", "-"))
    app._page_hash = calc_hash(address)  # as st.navigation names it; the harness itself would run the first page before
    app._bidi_component_manager = _components()
    return app


@cache
def _components() -> BidiComponentManager:
    """The components that packages bring. The harness looks through every installed package, for each page."""
    manager = BidiComponentManager()
    manager.discover_and_register_components(start_file_watching=False)
    return manager


def said(app: AppTest) -> str:
    """The title of the page, a full stop, and its text, letter for letter."""
    titles = "".join(f"{title.value}. " for title in app.title)
    return (titles + " ".join(element.value for element in app.markdown)).replace("\\", "")


def opening(app: AppTest, part: str = "Table") -> AppTest:
    """The page once a reader has opened this part (Chart, Table, Data or Cite) of every answer that has it."""
    rows_of_parts = [control for control in app.segmented_control if (control.key or "").startswith("parts-")]
    for control in rows_of_parts:
        if part in control.options:
            control.set_value(part)
    return app.run()


def data_links(text: str) -> list[str]:
    """The addresses of the data links in a text of a page."""
    return re.findall(r"\]\((api/v1/[^) ]+)", text)


def linked_data(address: str) -> Reply:
    """What a data link of a page gives."""
    reply = get(Starlette(routes=routes.routes), f"/{address}")
    assert reply.status == 200, reply.content
    return reply


def triggered(app: AppTest, component: str, event: str, value: object) -> AppTest:
    """The page once the browser's part of a component has told of an event, which the harness itself cannot do.

    `component`: its key.
    """
    (proto,) = (part.proto for part in app.get("bidi_component") if part.proto.id.endswith(f"-{component}"))
    states = app._tree.get_widget_states()
    told = json.dumps([{"event": event, "value": value}])
    states.widgets.add(id=proto.id, json_value="{}")  # its state, which a browser sends as well
    states.widgets.add(id=_make_trigger_id(proto.id, "events"), json_trigger_value=told)
    return app._run(states)


def by_row_of_parts(app: AppTest) -> Iterator[tuple[str, Any]]:
    """What is on the page, each with the key of the row of parts that it is below; an empty text for none."""
    row = ""
    for element in elements(app.main):
        row = element.key if element.type == "button_group" else "" if element.type == "header" else row
        yield row, element


def elements(block: Block) -> Iterator[Any]:
    """What is on the page, in order."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from elements(child)
        else:
            yield child


def overtaken(checked: Check, store: Store, note: ChangeNote, accept_warnings: bool, right: Right) -> int:
    """Publishes in a run of the page that ends there: a second click has begun the next one."""
    version = publish_update(checked, store, note, accept_warnings, right=right)
    run = get_script_run_ctx()
    assert run
    assert run.script_requests
    run.script_requests.request_stop()
    return version
