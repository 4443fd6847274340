"""CSV as it is downloaded: safe in a spreadsheet, and every letter as it is."""

from datetime import date

import pandas as pd
import pytest

from ics.writers.csv_files import frame_csv, plain_value, rows_csv


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_download_disarms_text_that_a_spreadsheet_would_run(start):
    rows = pd.DataFrame({"note": [f"{start}1+1"]})
    assert frame_csv(rows).decode("utf-8-sig").replace('"', "").splitlines()[1].startswith("'")


def test_download_disarms_a_formula_and_keeps_it_readable():
    assert frame_csv(pd.DataFrame({"note": ["=1+1"]})) == b"\xef\xbb\xbfnote\r\n'=1+1\r\n"


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), (-0.5, "-0.5"), ("a-b", "a-b"), (None, '""'), ("", '""')])
def test_download_leaves_numbers_and_plain_text_alone(value, cell):
    assert frame_csv(pd.DataFrame({"value": [value]})).decode("utf-8-sig").splitlines()[1] == cell


def test_download_begins_with_a_byte_order_mark_and_keeps_every_letter():
    content = frame_csv(pd.DataFrame({"who": ["King’s Fund, Zoë"]}))
    assert content == '\ufeffwho\r\n"King’s Fund, Zoë"\r\n'.encode()


def test_download_quotes_a_cell_that_holds_a_line_end():
    content = frame_csv(pd.DataFrame({"note": ["one\ntwo", "one\rtwo", "plain"]}))
    assert content == b'\xef\xbb\xbfnote\r\n"one\ntwo"\r\n"one\rtwo"\r\nplain\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_data_link_disarms_text_that_a_spreadsheet_would_run(start):
    rows = [(f"{start}1+1", [f"{start}1", "two"])]
    cells = rows_csv(["note", "names"], rows).decode("utf-8-sig").split("\r\n", 1)[1].replace('"', "")
    assert cells == f"'{start}1+1,'{start}1; two\r\n"


def test_data_link_leaves_numbers_dates_and_plain_text_alone():
    rows = [(-5, -0.5, date(2020, 12, 31), "a-b", None, ["one", "two"], [])]
    assert rows_csv(list("abcdefg"), rows).decode("utf-8-sig").splitlines()[1] == "-5,-0.5,2020-12-31,a-b,,one; two,"


@pytest.mark.parametrize(
    ("value", "bare"),
    [
        (date(2020, 12, 31), "2020-12-31"),
        (pd.Timestamp("2020-12-31 10:20").to_pydatetime(), "2020-12-31T10:20:00"),
        ([date(2020, 12, 31), None], ["2020-12-31", None]),
        (12, 12),
        (None, None),
        ("text", "text"),
        (True, True),
    ],
)
def test_plain_value_is_what_json_can_hold(value, bare):
    assert plain_value(value) == bare
