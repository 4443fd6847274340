"""No text of a file reaches Streamlit as Markdown or plotly as markup: every element of every page is looked at."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from ics.datapackage import tables
from ics.readers.upload import SourceFile
from ics.settings import ROOT
from tests.support.app import PAGES, PARTS, opened, opening
from tests.support.sources import SOURCES, place
from tests.support.spoilt.awkward import publish_awkward
from tests.support.uploads import packed, workbook
from tests.support.worlds import table_file

LINK, TAG = "[x](//evil.example)", "<i>"
TEXTS = [f"{LINK}{TAG}y {n}" for n in range(1, 9)]
LABELS = ["<i>[](/"]
MARKUP = re.compile(r"(?<!\\)\[x|(?<!\\)<i>")
TAGS = re.compile("<i>")  # all that plotly reads as markup
# What Streamlit shows letter for letter: the kind of message and its field.
LETTERS = {
    ("Selectbox", "options"),
    ("Selectbox", "raw_value"),
    ("MultiSelect", "options"),
    ("MultiSelect", "raw_values"),
    ("TextInput", "default"),
    ("TextInput", "value"),
    ("TextArea", "default"),
    ("TextArea", "value"),
    ("Table", "alt"),
    ("PlotlyChart", "alt"),
    ("BidiComponent", "json"),  # what a component of our own is given: see the test of its JavaScript
}
VIEWS = {page: [{}] for page in PAGES} | {
    "milestones": [{}, {"show": "days"}, {"show": "table", "sort": "region"}, {"milestone": "further_5"}],
    "leadership": [{"indicator": f"example_{n}"} for n in range(1, 7)],
    "programmes": [{}, {"find": LINK}, {"find": "nothing", "area": "E54999001"}],
    "area": [{}, {"area": "E54999001", "compare": ["E54999002", "E54999003"]}],
    "history": [{}, {"from": "1", "to": "2", "version": "1"}, {"back_to": "1"}],
    "edit_rows": [{}, {"table": "areas", "row": "E54999001"}, {"table": "areas", "how": "grid"}],
}
# Every page with every parameter there is, each of them markup.
PARAMETERS = [
    *("region", "as_at", "since", "milestone", "sort", "theme", "indicator", "area", "early_days", "services", "match"),
    *("find", "programme", "level", "evidence", "page", "compare", "like", "days_before", "from", "to", "back_to"),
    *("version", "table", "row", "how", "show"),
]


def twice_published(folder: Path) -> None:
    """Two versions, between which every text moves on by one."""
    publish_awkward(folder, TEXTS, f"{LINK}{TAG} first", f"Anna {LINK}{TAG}", LABELS)
    publish_awkward(folder, [*TEXTS[1:], TEXTS[0]], f"{LINK}{TAG} second", f"Ben {LINK}{TAG}", LABELS)


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("awkward")
    twice_published(folder)
    return folder


@pytest.fixture(autouse=True)
def _published(awkward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages read the world of awkward texts, which nothing here changes."""
    monkeypatch.setenv("ICS_DATA", str(awkward))


def texts_in(message: Message) -> Iterator[tuple[str, str, str]]:
    """Every text of an element or a block: the kind of message and the field that hold it, and the text."""
    for field, value in message.ListFields():
        for one in [value] if isinstance(value, str | bytes | Message) or not hasattr(value, "__len__") else value:
            if isinstance(one, Message):
                yield from texts_in(one)
            elif isinstance(one, str):
                yield message.DESCRIPTOR.name, field.name, one


def words_in(content: object) -> Iterator[str]:
    """Every text of the description of a figure."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from words_in(part)


def markup_in(node: object) -> list[str]:
    """The texts of an element or a block that would be read as markup, with their place."""
    found = list(texts_in(node.proto)) if getattr(node, "proto", None) else []
    found = [(kind, name, text) for kind, name, text in found if (kind, name) not in LETTERS]
    if node.type == "table":
        table = node.value
        found += [("Table", "heading", str(name)) for name in table.columns]
        found += [("Table", str(name), str(cell)) for name, cells in table.items() for cell in cells]
    if node.type == "html":
        found = [("Html", "body", text) for _, _, text in found if TAGS.search(text)]
    if node.type == "plotly_chart":
        found = [(kind, name, text) for kind, name, text in found if name != "spec"]
        found += [("Figure", "spec", text) for text in words_in(json.loads(node.proto.spec)) if TAGS.search(text)]
    return [f"{kind}.{name}: {text[:300]}" for kind, name, text in found if MARKUP.search(text)]


def markup_on(app: AppTest) -> list[str]:
    assert not app.exception
    return [text for node in app._tree for text in markup_in(node)]


def shows_texts(app: AppTest) -> bool:
    """Whether a text of the world is on the page at all: else nothing was looked at."""
    shown = [text for node in app._tree if getattr(node, "proto", None) for _, _, text in texts_in(node.proto)]
    cells = [str(cell) for table in [*app.table, *app.dataframe] for cell in table.value.to_numpy().ravel()]
    return any("evil" in text for text in shown + cells)


@pytest.mark.parametrize(("page", "view"), [(page, view) for page, views in VIEWS.items() for view in views])
def test_no_text_of_the_data_is_read_as_markup(page: str, view: dict) -> None:
    app = opened(page, **view)
    assert shows_texts(app) or page == "update_data"
    assert markup_on(app) == []
    for part in PARTS if app.segmented_control else []:
        assert [part, *markup_on(opening(app, part))] == [part]


@pytest.mark.parametrize("page", PAGES)
def test_no_parameter_of_the_address_is_read_as_markup(page: str) -> None:
    app = opened(page, **dict.fromkeys(PARAMETERS, f"{LINK}{TAG}"))
    assert app.warning or page in ("update_data", "about_the_data")
    assert markup_on(app) == []


def bad_rows() -> list[dict]:
    return [dict.fromkeys(tables()["area_milestones"].columns, f"{LINK}{TAG}")]


def bad_file(name: str) -> SourceFile:
    """Cells that break every rule there is for them."""
    return SourceFile(name, table_file("area_milestones", bad_rows()).content)


def doubtful_file(name: str) -> SourceFile:
    """Cells that can be published and change something, and are read leniently: how is said in notes."""
    row = {"area_code": " E54999001 ", "date": "13/04/2017", "note": f"{LINK}{TAG}\u200b"}
    return SourceFile(name, table_file("area_milestones", [row]).content)


NAME = f"{LINK}{TAG}".replace("/", "_")
UPLOADS = {
    "bad cells": bad_file(f"{NAME}.csv"),
    "unknown columns": SourceFile(f"{NAME}.csv", f"{LINK},{TAG}\n1,2\n".encode()),
    "unreadable": SourceFile(f"{NAME}.xlsx", b"no workbook"),
    "read leniently, with changes": doubtful_file(f"{NAME}.csv"),
    "in a ZIP": packed((f"{LINK}{TAG}.csv", bad_file("").content), (f"{TAG}{NAME}.txt.exe", b"x"), name=f"{NAME}.zip"),
    "leniently read in a ZIP": packed((f"{LINK}{TAG}.csv", doubtful_file("").content), name=f"{NAME}.zip"),
    "in a sheet": workbook([LINK, TAG], [1, 2], title="(x)<i>y"),
}


@pytest.mark.parametrize("upload", UPLOADS.values(), ids=UPLOADS)
def test_no_text_of_an_upload_is_read_as_markup(upload: SourceFile) -> None:
    app = opened("update_data")
    app.file_uploader[0].set_value((upload.name, upload.content, "text/csv")).run()
    assert app.table
    assert markup_on(app) == []


def test_names_of_files_chosen_twice_are_not_markup() -> None:
    app = opened("update_data")
    twice = [(f"{NAME}.csv", bad_file("").content, "text/csv")] * 2
    app.file_uploader[0].set_value(twice).run()
    assert any("more than once. We used the latest." in text.value for text in app.markdown)
    assert markup_on(app) == []


def test_markup_is_found_where_it_is() -> None:
    app = AppTest.from_string(
        f"""
import pandas as pd, streamlit as st
st.markdown({LINK!r}), st.button({LINK!r}), st.metric("a", 1, help={LINK!r}), st.expander({LINK!r}).text("x")
st.table(pd.DataFrame({{{LINK!r}: ["a"]}})), st.table(pd.DataFrame({{"a": [{LINK!r}]}}))
st.html("<i>x</i>")
st.plotly_chart({{"data": [{{"type": "bar", "name": "<i>", "x": [1], "y": [1]}}], "layout": {{}}}})
"""
    ).run()
    kinds = [text.partition(":")[0] for text in markup_on(app)]
    assert kinds == [
        "Markdown.body",
        "Button.label",
        "Metric.help",
        "Expandable.label",
        "Table.heading",
        "Table.a",
        "Html.body",
        "Figure.spec",
    ]


def users_of(pattern: str) -> set[str]:
    return {place(path) for path in SOURCES if re.search(pattern, path.read_text(encoding="utf-8"))}


def test_tables_and_figures_go_through_the_one_place_that_escapes() -> None:
    assert users_of(r"\bst\.(table|plotly_chart)\(") == {"ics/ui/answers.py"}
    # files of the program, and figures that are written element by element
    assert users_of(r"\bst\.html\(") == {"ics/ui/shell.py", "ics/ui/views/milestones.py"}
    assert users_of(r"unsafe_allow|\bst\.(dataframe|write|iframe|latex)\(") == set()


SCRIPTS = sorted((ROOT / "ics").rglob("*.js"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_of_ours_makes_markup_of_a_text(path: Path) -> None:
    ways = r"\w+HTML\b|DOMParser|createContextualFragment|document\.write|\beval\b|new Function|srcdoc"
    assert re.findall(ways, path.read_text(encoding="utf-8")) == []


def test_there_are_scripts_to_look_at() -> None:
    assert "area_map" in {path.stem for path in SCRIPTS}


def test_headings_that_differ_in_their_blanks_only_keep_their_columns() -> None:
    app = AppTest.from_string(
        """
import pandas as pd
from ics.ui.answers import show_table
show_table(pd.DataFrame({"a b": ["1"], "a  b": ["2"], "a\\tb": ["[x](y)"]}), "Three", linked=["a\\tb"])
"""
    ).run()
    table = app.table[0].value
    assert table.iloc[0].to_dict() == {"a b": "1", r"a b \(again\)": "2", r"a b \(again\) \(again\)": "[x](y)"}
