"""Choices in the address: what the address says is what the browser draws, whichever run it draws first."""

import pytest
from streamlit.testing.v1 import AppTest

from ics.store.store import Store
from tests.support.app import opened
from tests.support.worlds import rebuild

LINCOLNSHIRE = "E54000013"
ADDRESSES: list[tuple[str, dict[str, str | list[str]]]] = [
    ("progress", {"region": ["London", "Midlands"], "as_at": "2019-05-17", "since": "2017-01-31"}),
    ("milestones", {"sort": "name", "milestone": "stp_footprint", "show": "days"}),
    ("leadership", {"theme": "context", "area": LINCOLNSHIRE}),
    ("points_of_light", {"early_days": "30"}),
    ("programmes", {"match": "any", "find": "care", "area": LINCOLNSHIRE, "evidence": ["independent"]}),
    ("area", {"area": LINCOLNSHIRE, "compare": ["E54000014"], "days_before": "31", "like": ["region"]}),
    ("edit_rows", {"table": "milestones", "row": "ics_designated", "how": "form", "find": "designated"}),
    ("edit_rows", {"how": "grid"}),
]


def set_by_this_run(app: AppTest) -> dict[str, tuple[object, object]]:
    """Of each widget that the run set: the value, and the default that a browser draws that never saw that run."""
    found: dict[str, tuple[object, object]] = {}
    for box in [*app.selectbox, *app.radio]:
        if box.proto.set_value and box.proto.raw_value:
            found[box.key or ""] = (box.proto.raw_value, box.proto.options[box.proto.default])
    for some in app.multiselect:
        if some.proto.set_value:
            found[some.key or ""] = (list(some.proto.raw_values), [some.proto.options[n] for n in some.proto.default])
    for some in app.button_group:
        if some.proto.set_value:
            options = [option.content for option in some.proto.options]
            found[some.key or ""] = (list(some.proto.raw_values), [options[n] for n in some.proto.default])
    for typed in [*app.number_input, *app.text_input]:
        if typed.proto.set_value:
            found[typed.key or ""] = (typed.proto.value, typed.proto.default)
    return found


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(("page", "parameters"), ADDRESSES)
def test_what_the_address_chose_is_the_default_of_its_widget(page: str, parameters: dict) -> None:
    found = set_by_this_run(opened(page, **parameters))
    assert {name for name in found if name in parameters} == set(parameters)
    assert {name: pair for name, pair in found.items() if pair[0] != pair[1]} == {}


def test_the_versions_in_the_address_are_the_defaults_of_their_widgets(store: Store) -> None:
    rebuild(store)
    rebuild(store)
    addressed = {"from": "1", "to": "2", "version": "1", "back_to": "1"}
    found = set_by_this_run(opened("history", **addressed))
    assert {"from-of-3", "to-of-3", "version-of-3", "back_to-of-3"} <= set(found)
    assert {name: pair for name, pair in found.items() if pair[0] != pair[1]} == {}
