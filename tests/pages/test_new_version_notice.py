"""The notice that a new version was published: its words, and when it is silent."""

from datetime import datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ics.checks.check import check_files
from ics.sentences.versions import newer_version
from ics.store.store import Store
from tests.support.worlds import publish, table_file

NOW = datetime(2026, 11, 24, 15, 0)  # noqa: DTZ001


def page() -> None:
    """A page that was made of version 1."""
    import streamlit as st

    from ics.settings import store_folder
    from ics.store.store import Store
    from ics.ui.new_version_notice import watch_for_new_version

    published = Store(store_folder())
    if "shown_version" not in st.session_state:
        st.session_state["shown_version"] = (published.folder, 1, published.stamp(1))
    watch_for_new_version()


@pytest.fixture
def shown(store: Store) -> AppTest:
    return AppTest.from_function(page).run()


def publish_note(store: Store, note: str) -> None:
    changed = check_files([table_file("area_milestones", [{"area_code": "E54000013", "date": "2020-04-01"}])], store, 1)
    publish(changed, store, note, "Anna", accept_warnings=True)


@pytest.mark.parametrize(
    ("published_at", "said"),
    [
        ("2026-11-24 14:03", "The data was updated at 14:03."),
        ("2026-11-23 14:03", "The data was updated on 23 November 2026 at 14:03."),
        ("2026-07-01 23:30", "The data was updated on 2 July 2026 at 00:30."),  # summer time in the UK
    ],
)
def test_an_update_is_told_with_its_time_in_the_uk(published_at: str, said: str) -> None:
    assert newer_version(pd.Timestamp(published_at), NOW) == said


def test_nothing_is_said_while_nothing_is_new(shown: AppTest) -> None:
    shown.run()
    assert not shown.warning
    assert not shown.button


def test_an_update_is_offered_without_what_an_editor_noted(store: Store, shown: AppTest) -> None:
    publish_note(store, "**Bold** [x](https://example.org)")
    shown.run()
    said = shown.warning[0].value
    assert said.startswith("The data was updated at")
    assert "Bold" not in said
    assert [button.label for button in shown.button] == ["Show the update"]


def test_data_that_cannot_be_read_are_said_in_a_word(store: Store, shown: AppTest) -> None:
    (store.folder / "CURRENT").write_text("nonsense")
    shown.run()
    assert not shown.exception
    assert "cannot be read at the moment" in shown.warning[0].value
    assert str(store.folder) not in shown.warning[0].value
