"""The comparison that the page shows, and its download, which another thread makes."""

from concurrent.futures import ThreadPoolExecutor

from ics.checks.check import check_files
from ics.versions.compare import cells_of_check_csv, compare_check
from tests.support.worlds import table_file

EXAMPLESHIRE = {"area_code": "E54999001", "area_name": "Exampleshire"}


def test_a_changed_cell_is_told_and_downloaded_in_another_thread(little):
    store = little(areas=[EXAMPLESHIRE])
    checked = check_files([table_file("areas", [EXAMPLESHIRE | {"population": 2000}])], store, 1)
    found = compare_check(checked, store)
    assert not found.is_empty
    assert found.all_cells == 1
    with ThreadPoolExecutor() as threads:
        content = threads.submit(cells_of_check_csv, checked, store).result()
    assert content.decode("utf-8-sig").splitlines() == [
        "table,change,key,column,old,new",
        "areas,changed,E54999001,population,1000,2000",
    ]


def test_an_identical_file_compares_to_nothing(little):
    store = little(areas=[EXAMPLESHIRE])
    checked = check_files([table_file("areas", [EXAMPLESHIRE])], store, 1)
    found = compare_check(checked, store)
    assert (found.is_empty, found.impact, found.cells, found.reverts) == (True, None, (), ())


def test_numbers_below_nothing_are_not_formulas_in_the_csv_of_cells(little):
    store = little(areas=[EXAMPLESHIRE])
    checked = check_files([table_file("areas", [EXAMPLESHIRE | {"longitude": "-2.25"}])], store, 1)
    content = cells_of_check_csv(checked, store).decode("utf-8-sig")
    assert content.splitlines()[1] == "areas,changed,E54999001,longitude,-1,-2.25"
