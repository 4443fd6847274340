"""Pages under Streamlit's own test harness, without a browser."""

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from ics.safeguards.publishing_key import publishing_key
from ics.settings import ROOT
from tests.support.worlds import publish

PAGES = [
    "progress",
    "milestones",
    "leadership",
    "points_of_light",
    "who_did_what_where",
    "area",
    "update_data",
    "history",
    "edit_rows",
    "about_the_data",
]


def opened(page: str = "progress", /, **parameters: str | list[str]) -> AppTest:
    """A page after its first run, with what stands in the address."""
    app = AppTest.from_file(ROOT / "ics" / "ui" / "shell.py", default_timeout=60)
    app.session_state["publishing_key"] = publishing_key()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    return app if page == "progress" else app.switch_page(f"../../pages/{page}.py").run()


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown).replace("\\", "")


def overtaken(*arguments: object, **more: object) -> int:
    """Publishes in a run of the page that ends there: a second click has begun the next one."""
    version = publish(*arguments, **more)
    get_script_run_ctx().script_requests.request_stop()
    return version
