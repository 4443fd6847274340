"""Every row type has columns of its query, with the types and the empty cells that the real data have."""

import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest

from ics import query_rows
from ics.query_rows import Texts, VersionsRow, first_row, last_row, rows_as
from ics.store import query_files
from ics.store.ask import run_query
from ics.store.parameters import PARAMETERS
from ics.store.store import Store

KINDS = [kind for name, kind in vars(query_rows).items() if hasattr(kind, "_fields")]
AREA = "E54000010"
DAYS = [date(2016, 1, 1), date(2018, 12, 31), date(2020, 12, 31), date(2021, 4, 1), date(2023, 1, 1)]
INDICATORS = ["ccg_single", "ae_4hour", "readiness"]


def query_of(kind: type) -> str:
    """The query of a row type: areas_with_stage for AreasWithStageRow."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__.removesuffix("Row")).lower()


def is_optional(annotation: object) -> bool:
    return type(None) in get_args(annotation)


def type_of(annotation: object) -> Any:
    """The type of a cell that is not empty."""
    if annotation == Texts:
        return tuple
    return next(kind for kind in (*get_args(annotation), annotation) if kind is not type(None))


@pytest.fixture(scope="module")
def real_frames(built: Path) -> dict[str, list[pd.DataFrame]]:
    """The rows of the queries on several days, with as many other parameters as make the columns vary."""
    store, frames = Store(built), {}
    for kind in KINDS:
        name = query_of(kind)
        frames[name] = [run_query(name, store, 1, **given) for given in questions(store, name)]
    return frames


def questions(store: Store, name: str) -> list[dict[str, object]]:
    takes = query_files.load(name).parameters
    usual = {p: PARAMETERS[p].default_in(lambda query: run_query(query, store, 1)) for p in takes}
    usual |= {"area_code": AREA, "area_codes": []} if "area_code" in takes else {}
    usual = {p: value for p, value in usual.items() if p in takes}
    days = [{"as_at": day} for day in DAYS] if "as_at" in takes else [{}]
    milestones = [{"milestone": key} for key in ("ics_designated", "shadow_ics")] if "milestone" in takes else [{}]
    return [usual | day | milestone for day in days for milestone in milestones]


@pytest.mark.parametrize("kind", KINDS, ids=query_of)
def test_row_type_has_columns_of_its_query(kind):
    assert set(kind._fields) <= set(query_files.load(query_of(kind)).columns)


@pytest.mark.parametrize("kind", KINDS, ids=query_of)
def test_a_cell_that_may_be_empty_is_none_in_the_row_type(kind):
    columns = query_files.load(query_of(kind)).columns
    for name, annotation in kind.__annotations__.items():
        may_be_empty = "empty" in columns[name] and annotation != Texts  # a list may be empty and is a list
        assert not may_be_empty or is_optional(annotation), f"{name}: {columns[name]}"


@pytest.mark.parametrize("kind", KINDS, ids=query_of)
def test_row_type_fits_the_real_rows(kind, real_frames):
    found = [row for frame in real_frames[query_of(kind)] for row in rows_as(kind, frame)]
    assert found or query_of(kind) == "points_of_light_in_area"
    for name, annotation in kind.__annotations__.items():
        cells = [getattr(row, name) for row in found]
        assert is_optional(annotation) or None not in cells, name
        assert {type(cell) for cell in cells} - {type(None)} <= {type_of(annotation)}, name


def test_there_is_a_row_type_for_queries_only():
    assert len(KINDS) > 20
    assert {query_of(kind) for kind in KINDS} <= set(query_files.names())


VERSIONS = pd.DataFrame(
    {"version": [2, 1], "published_at": [pd.Timestamp("2021-04-01 09:30"), pd.NaT], "who": ["Anna", None], "note": "x"}
)


def test_an_empty_cell_is_none():
    assert list(rows_as(VersionsRow, VERSIONS))[1] == VersionsRow(1, None, None, "x")


def test_first_and_last_row():
    assert first_row(VersionsRow, VERSIONS).version == 2
    assert last_row(VersionsRow, VERSIONS).version == 1


def test_a_column_that_is_missing_is_a_fault_of_the_program():
    with pytest.raises(KeyError, match="note"):
        list(rows_as(VersionsRow, VERSIONS.drop(columns="note")))
