"""The figures and tables of each page, taken from the real pages and kept for the floor app, which only shows them."""

import json
import os
import pickle
from pathlib import Path

import plotly.io
from streamlit.testing.v1 import AppTest

from ics.datapackage import tables
from ics.settings import ROOT

PAGES = {
    "progress": "/",
    "milestones": "/milestones",
    "leadership": "/leadership",
    "points_of_light": "/points-of-light",
    "programmes": "/who-did-what-where",
    "area": "/area?area=E54000013",
}
REGIONS: list[str] = tables()["areas"].field("region").constraints["enum"]
SELECTIONS = (["London"], ["London", "Midlands"])  # the floor shows one or the other, so that it repaints as well
Parts = dict[str, list[dict]]


def take() -> Parts:
    """For each page and selection its figures and its tables; a table comes with whether it is folded away."""
    return {page: [_parts(page, address, regions) for regions in SELECTIONS] for page, address in PAGES.items()}


def _parts(page: str, address: str, regions: list[str]) -> dict:
    app = AppTest.from_file(ROOT / "ics" / "ui" / "shell.py", default_timeout=60)
    app.query_params["region"] = regions
    for pair in address.partition("?")[2].split("&"):
        name, _, value = pair.partition("=")
        if name:
            app.query_params[name] = value
    app.run()
    if page != "progress":
        app.switch_page(f"../../pages/{page}.py").run()
    figures = [plotly.io.from_json(chart.proto.spec) for chart in app.get("plotly_chart")]
    folded = {id(table.proto) for expander in app.expander for table in expander.table}
    tables = [(table.value, id(table.proto) in folded) for table in app.table]
    html = [
        element.proto.body for element in app.get("html") if element.proto.body.startswith("<div")
    ]  # not the styles
    maps = [
        json.loads(part.proto.json) for part in app.get("bidi_component") if part.proto.component_name == "area_map"
    ]
    return {"figures": figures, "html": html, "maps": maps, "tables": tables}


def save(path: Path) -> None:
    path.write_bytes(pickle.dumps(take()))


def kept() -> Parts:
    """What `save` wrote, for the floor app."""
    return pickle.loads(Path(os.environ["FLOOR_PARTS"]).read_bytes())
