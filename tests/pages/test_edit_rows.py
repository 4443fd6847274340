"""The page that changes a few rows, under Streamlit's own test harness."""

import pytest
from streamlit.testing.v1 import AppTest

from ics.checks.check import check_files
from ics.datapackage import tables
from ics.store.rows import find_rows, rows_by_key
from ics.store.store import Store, StoreError
from ics.ui.updates.row_form import heading_of
from tests.support.app import opened, overtaken, said
from tests.support.worlds import publish as publish_files
from tests.support.worlds import rows_of as rows_by_sql
from tests.support.worlds import table_file

LINCOLNSHIRE = "E54000013/ics_designated"
DATE = "select date::varchar from area_milestones where area_code = 'E54000013' and milestone_id = 'ics_designated'"
COUNTS = "select rows_added, rows_changed, rows_removed from published_versions where version = 2"


@pytest.fixture(autouse=True)
def _real_data(request: pytest.FixtureRequest) -> None:
    """Pages read the real data: shared, or out of a folder of the test's own where it takes `store`."""
    request.getfixturevalue("store" if "store" in request.fixturenames else "published")


def field(app: AppTest, name: str) -> object:
    """The field of a column in the form, which has the title of the column."""
    titles = {heading_of(table.field(name)) for table in tables().values() if name in table.columns}
    (found,) = [f for f in (*app.text_input, *app.text_area, *app.selectbox) if f.label in titles]
    return found


def button(app: AppTest, words: str) -> object:
    (found,) = [b for b in app.button if b.label == words]
    return found


def row_open(row: str = LINCOLNSHIRE, **more: str) -> AppTest:
    app = opened("edit_rows", row=row, **more)
    assert not app.exception
    return app


def fill_form(app: AppTest, **cells: str) -> AppTest:
    for name, text in cells.items():
        field(app, name).set_value(text)
    return button(app, "Save this row").click().run()


def publish(app: AppTest, note: str = "Corrected") -> AppTest:
    app.text_input[-2].set_value(note)
    return button(app, "Publish").click().run()


def test_rows_are_found_by_the_name_behind_a_code() -> None:
    app = opened("edit_rows", find="Lincolnshire designated")
    assert "1 row found." in said(app)
    (row,) = [box for box in app.selectbox if box.label == "Row"]
    assert [option for option in row.options if "E54" in option] == [
        "Lincolnshire, ICS designated (E54000013, ics_designated)"
    ]


def test_the_first_two_hundred_of_many_are_shown() -> None:
    assert "1,833 rows found. These are the first 200. To see fewer, search for more words." in said(
        opened("edit_rows", table="indicator_values")
    )


def test_a_date_is_changed_and_published(store: Store) -> None:
    app = fill_form(row_open(), date=" 2020-04-01 ")
    assert "Lincolnshire: ICS designated 1 April 2021 → 1 April 2020." in said(app)
    assert store.current() == 1
    publish(app)
    assert not app.exception
    assert rows_by_sql(store, DATE) == [("2020-04-01",)]
    assert "Version 2 is published" in app.success[0].value
    assert "Check what changes" not in " ".join(h.value for h in app.header)
    assert field(app, "date").value == "2020-04-01"


def test_a_problem_names_the_row_and_the_edit_stays(published: Store) -> None:
    app = fill_form(row_open(), date="1 April")
    problem = app.table[0].value.iloc[0]
    assert problem["Row"].replace("\\", "") == "Lincolnshire, ICS designated (E54000013, ics_designated)"
    assert problem["Problem"].replace("\\", "") == '"1 April" is not a date.'
    assert field(app, "date").value == "1 April"
    assert [b.label for b in app.button if b.label == "Publish"] == []
    assert "Lincolnshire" in said(fill_form(app, date="2020-04-01"))


def rows_added(app: AppTest) -> list[str]:
    return list(app.table[0].value["Rows added"])


def test_a_row_is_added_and_can_be_changed_before_it_is_published(store: Store) -> None:
    app = row_open("new row", table="programme_areas")
    free = "E54000013"
    ((programme,),) = rows_by_sql(
        store,
        "select min(programme_id) from programme_areas where is_main and programme_id not in "
        f"(select programme_id from programme_areas where area_code = '{free}')",
    )
    app = fill_form(app, programme_id=programme, area_code=free, is_main="true")
    assert "1 warning" in app.warning[0].value  # the programme has a main area already
    app = fill_form(app, is_main="false")
    assert rows_added(app) == ["1"]
    publish(app)
    assert rows_by_sql(store, COUNTS) == [(1, 0, 0)]


def test_a_row_without_its_key_is_not_taken_over() -> None:
    app = fill_form(row_open("new row"), date="2020-04-01")
    assert "Fill in Area and Milestone." in app.warning[0].value.replace("\\", "")
    assert field(app, "date").value == "2020-04-01"


def test_a_row_is_removed_and_kept_again(store: Store) -> None:
    app = button(row_open(), "Delete this row").click().run()
    assert list(app.table[0].value["Rows deleted"]) == ["1"]
    app = button(app, "Keep this row").click().run()
    assert not app.table
    app = button(app, "Delete this row").click().run()
    publish(app)
    assert rows_by_sql(store, DATE) == []
    assert not app.exception


def test_edits_outside_the_search_are_kept_and_counted_over_all_tables() -> None:
    app = fill_form(row_open(), date="2020-04-01")
    app.text_input(key="find").set_value("Cornwall").run()
    assert "Milestones reached by areas: 1 row changed." in said(app)
    app.selectbox(key="table").set_value("points_of_light").run()
    assert not app.exception
    assert "Milestones reached by areas: 1 row changed." in said(app)
    assert "Lincolnshire: ICS designated 1 April 2021 → 1 April 2020." in said(app)


def test_discarded_edits_can_be_brought_back() -> None:
    app = fill_form(row_open(), date="2020-04-01")
    app = button(app, "Discard all changes").click().run()
    assert field(app, "date").value == "2021-04-01"
    assert "1 row changed" in app.info[0].value
    app = button(app, "Restore your changes").click().run()
    assert field(app, "date").value == "2020-04-01"


def theirs(store: Store, **cells: str) -> None:
    """Somebody else publishes another content of the row."""
    table = tables()["area_milestones"]
    ((_, row),) = rows_by_key(store, store.current(), table, [("E54000013", "ics_designated")]).items()
    publish_files(check_files([table_file("area_milestones", [row | cells])], store, store.current()), store, "Theirs")


def test_a_cell_that_somebody_else_published_meanwhile_is_named_and_the_edit_stays(store: Store) -> None:
    app = fill_form(row_open(), date="2020-04-01")
    theirs(store, date="2020-10-01")
    app.run()
    told = app.warning[0].value.replace("\\", "")
    assert "Date reached was “2021-04-01” and is now “2020-10-01”. You entered “2020-04-01”." in told
    assert "Lincolnshire: ICS designated 1 October 2020 → 1 April 2020." in said(app)
    publish(app)
    assert rows_by_sql(store, DATE) == [("2020-04-01",)]


def test_what_somebody_else_published_in_other_cells_stays(store: Store) -> None:
    app = fill_form(row_open(), date="2020-04-01")
    theirs(store, note="Theirs.")
    app.run()
    assert not app.warning
    assert field(app, "note").value == "Theirs."
    publish(app)
    assert rows_by_sql(store, DATE.replace("::varchar", "::varchar, note")) == [("2020-04-01", "Theirs.")]


def test_edits_outlive_a_version_that_cannot_be_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = fill_form(row_open(), date="2020-04-01")
    theirs(store, note="Theirs.")
    with monkeypatch.context() as broken:
        broken.setattr("ics.ui.updates.edit_session.rows_by_key", unreadable)
        assert "v000002.duckdb is damaged" in shown_errors(app.run())
    assert field(app.run(), "date").value == "2020-04-01"
    assert "Lincolnshire: ICS designated 1 April 2021 → 1 April 2020." in said(app)


def unreadable(*_: object) -> None:
    raise StoreError("v000002.duckdb is damaged.")


def shown_errors(app: AppTest) -> str:
    return " ".join(error.value for error in app.error).replace("\\", "")


def test_discarded_edits_are_brought_back_onto_what_others_published_meanwhile(store: Store) -> None:
    app = button(fill_form(row_open(), date="2020-04-01"), "Discard all changes").click().run()
    theirs(store, date="2020-10-01")
    app.run()
    assert not app.warning
    app = button(app, "Restore your changes").click().run()
    assert "Date reached was “2021-04-01” and is now “2020-10-01”. You entered “2020-04-01”." in told(app)
    assert field(app, "date").value == "2020-04-01"


def test_discarded_edits_of_a_row_that_is_gone_break_nothing(store: Store) -> None:
    app = fill_form(row_open(), date="2020-04-01")
    app = button(app, "Discard all changes").click().run()
    publish(button(row_open(), "Delete this row").click().run())
    assert not app.run().exception
    assert not [b for b in app.button if b.label == "Restore your changes"]


def told(app: AppTest) -> str:
    return " ".join(warning.value for warning in app.warning).replace("\\", "")


def test_what_others_did_is_told_until_somebody_has_looked_at_it(store: Store) -> None:
    app = fill_form(row_open(), date="2020-04-01")
    theirs(store, date="2020-10-01")
    app = button(app.run(), "I have checked them").click().run()
    assert "is now" not in told(app)
    assert field(app, "date").value == "2020-04-01"


def test_an_edit_that_lost_its_row_is_told_although_nothing_is_left_to_publish(store: Store) -> None:
    app = fill_form(row_open(), date="2020-04-01")
    publish(button(row_open(), "Delete this row").click().run())
    app.run()
    assert "somebody deleted this row. You entered “2020-04-01” for Date reached, which is now lost." in told(app)


def test_edits_whose_publishing_run_was_overtaken_are_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = fill_form(row_open(), date="03/04/2020")  # read day first: what is published is not what was typed
    monkeypatch.setattr("ics.ui.updates.publish_form.publish_update", overtaken)
    publish(app)
    app.run()
    assert "Version 2 is published" in app.success[0].value
    assert "is now" not in told(app)
    assert "Check what changes" not in " ".join(h.value for h in app.header)
    assert not [name for name in ("cached-edited", "cached-compared") if name in app.session_state]


def test_page_says_how_a_typed_cell_was_read() -> None:
    app = fill_form(row_open(), date="03/04/2020")
    assert "We read 1 date in the column date as DD/MM/YYYY, for example 03/04/2020 as 3 April 2020." in app.info[
        0
    ].value.replace("\\", "")


def test_where_nobody_may_publish_rows_are_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ICS_PUBLISHING", "off")
    app = row_open()
    assert "You can read the rows here, but not change them" in app.warning[0].value
    assert "2021-04-01" in [cell.replace("\\", "") for cell in app.table[0].value["Value"]]
    assert not [b for b in app.button if b.label in ("Save this row", "Delete this row")]


def test_a_row_of_the_address_that_is_not_there_is_said() -> None:
    assert "The link asks for “E54999999/ics" in row_open("E54999999/ics_designated").warning[0].value.replace("\\", "")


@pytest.mark.parametrize("name", tables())
def test_every_table_has_a_form_and_a_grid(store: Store, name: str) -> None:
    table = tables()[name]
    version = store.current()
    key = next(iter(find_rows(store, version, table, "", most=1).rows))
    app = row_open("/".join(key), table=name)
    assert [b.label for b in app.button if b.label == "Save this row"]
    app = fill_form(app)
    assert not app.exception
    assert "Check what changes" not in " ".join(header.value for header in app.header)
    assert not opened("edit_rows", table=name, how="grid").exception
