"""Words and sentences: right for none, one and many. Text that leaves the dashboard is safe to open."""

from datetime import date

import pandas as pd
import pytest

from ics.formatting import date_in_words, day_in_words, join_and, millions, parse_day, percent, pluralise, target_label
from ics.sentences.key_dates import key_date_names
from ics.ui.text import escape_markdown, link

TARGET = date(2021, 4, 1)


# Words


@pytest.mark.parametrize(
    ("state", "timing", "days", "words"),
    [
        ("reached", "on time", 1386, "✓ on time, 1,386 days before"),
        ("reached", "on time", 1, "✓ on time, 1 day before"),
        ("reached", "on time", 0, "✓ on time, on the day"),
        ("reached", "late", -1, "▲ late, 1 day after"),
        ("reached", "late", -92, "▲ late, 92 days after"),
        ("reached", "unclear", -29, "? timing unclear"),  # the target falls inside the month, quarter or year
        ("reached", "unclear", 0, "? timing unclear"),
        ("reached", "no target", None, "no target"),
        ("overdue", None, None, "▲ overdue"),
        ("not recorded", None, None, "? not recorded"),
    ],
)
def test_against_target(state, timing, days, words):
    assert target_label(state, timing, days) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 12, 31), "31 December 2020"),
        (pd.Timestamp("2021-04-01"), "1 April 2021"),
        (None, ""),
        (pd.NaT, ""),
    ],
)
def test_day_in_words(day, words):
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("first_day", "precision", "words"),
    [
        ("2017-06-15", "day", "15 June 2017"),
        ("2020-05-01", "month", "May 2020"),
        ("2016-10-01", "quarter", "October to December 2016"),
        ("2021-01-01", "quarter", "January to March 2021"),
        ("2021-01-01", "year", "2021"),
        ("2016-04-01", "year", "the year from April 2016"),
    ],
)
def test_date_in_words_says_no_more_than_is_known(first_day, precision, words):
    assert date_in_words(pd.Timestamp(first_day), precision) == words


@pytest.mark.parametrize("precision", ["day", "month", "quarter", "year", None])
def test_no_date_gives_no_words(precision):
    assert date_in_words(pd.NaT, precision) == ""


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, "0"),
        (1, "under 0.1"),
        (49_999, "under 0.1"),
        (50_000, "0.1"),
        (100_000, "0.1"),
        (1_000_000, "1.0"),
        (41_500_000, "41.5"),
        (56_550_138, "56.6"),
    ],
)
def test_millions(people, words):
    assert millions(people) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "no share"),
        (0, 1000, "0%"),
        (1, 1000, "under 1%"),
        (5, 1000, "under 1%"),
        (6, 1000, "1%"),
        (500, 1000, "50%"),
        (994, 1000, "99%"),
        (995, 1000, "over 99%"),
        (999, 1000, "over 99%"),
        (1000, 1000, "100%"),
    ],
)
def test_percent_is_0_and_100_only_for_nothing_and_all(part, whole, words):
    assert percent(part, whole) == words


@pytest.mark.parametrize(("number", "words"), [(0, "no areas"), (1, "1 area"), (2, "2 areas"), (1200, "1,200 areas")])
def test_counted(number, words):
    assert pluralise(number, "area", "areas") == words


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_listed(names, words):
    assert join_and(names) == words


def test_listed_takes_any_iterable():
    assert join_and(name for name in "AB") == "A and B"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-12-31", date(2020, 12, 31)),
        ("31/12/2020", date(2020, 12, 31)),
        ("1/4/2021", date(2021, 4, 1)),  # the day comes first, as people write it in England
        ("31 December 2020", date(2020, 12, 31)),
        ("31 december 2020", date(2020, 12, 31)),
        ("31 Dec 2020", date(2020, 12, 31)),
        (" 2020-12-31 ", date(2020, 12, 31)),
        ("29/2/2020", date(2020, 2, 29)),
        ("29/2/2021", None),
        ("12/31/2020", None),
        ("2020-13-01", None),
        ("31/12/20", None),
        ("December 2020", None),
        ("31 December 2020: ICS designated, 11 areas", None),
        ("soon", None),
        ("", None),
    ],
)
def test_read_day(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize("day", pd.date_range("2016-01-01", periods=13, freq="31D").date)
def test_a_day_in_words_is_read_again(day):
    assert parse_day(day_in_words(day)) == parse_day(day.isoformat()) == parse_day(f"{day:%d/%m/%Y}") == day


def key_dates(*rows: tuple[str, str, str, int, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "event", "milestone", "areas", "is_first"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


def test_key_date_names_tell_what_happened_on_each_day():
    rows = key_dates(
        ("2016-03-15", "reached", "Footprint", 42, True),
        ("2017-06-30", "reached", "ICS designated", 1, False),
        ("2021-04-01", "target", "ICS designated", 0, False),
        ("2021-04-01", "reached", "ICS designated", 13, False),
        ("2022-07-01", "reached", "Statutory board (ICB)", 1, True),
    )
    assert key_date_names(rows) == {
        date(2016, 3, 15): "15 March 2016: Footprint, first 42 areas",
        date(2017, 6, 30): "30 June 2017: ICS designated, 1 area",
        date(2021, 4, 1): "1 April 2021: ICS designated, target, 13 areas",
        date(2022, 7, 1): "1 July 2022: Statutory board (ICB), first 1 area",
    }


def test_key_date_names_of_no_dates_are_none():
    assert key_date_names(key_dates()) == {}


# Text on the page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words 12", "plain words 12"),
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("[a](b)", r"\[a\]\(b\)"),
        ("<script>", r"\<script\>"),
        ("$x$ :red[y] ~z~", r"\$x\$ \:red\[y\] \~z\~"),
        ("# One\n\n- two\t", r"\# One \- two"),
        ("back\\slash", r"back\\slash"),
        ("King’s Fund – “yes”", "King’s Fund – “yes”"),
        (12, "12"),
        ("https://a www.a a@a", "https\\:\u2060\\/\\/a www\u2060\\.a a\\@\u2060a"),
        (":streamlit:", "\\:\u2060streamlit\\:"),
        (":material_home: :+1:", "\\:\u2060material\\_home\\: \\:\u2060\\+1\\:"),
        ("at 12:30:45", r"at 12\:30\:45"),
        ("a -> b <-> c", "a \\-\u2060\\> b \\<\u2060\\-\\> c"),
        ("a -- b >= c", "a \\-\u2060\\- b \\>\u2060\\= c"),
        ("2018--19 a->b", r"2018\-\-19 a\-\>b"),
        ("a\u202eb", "a\u202eb\u202c"),
        ("\u2066a\u202bb", "\u2066a\u202bb\u2069\u202c"),
    ],
)
def test_plain_shows_text_letter_for_letter(text, shown):
    assert escape_markdown(text) == shown


def test_link_escapes_its_title_and_its_address():
    assert link("A [b]", "https://example.org/a_(b)[c]") == r"[A \[b\]](https://example.org/a_%28b%29%5Bc%5D)"
    assert link("A", "https://example.org/?a=1&copy;=2\\") == r"[A](https://example.org/?a=1&amp;copy;=2%5C)"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)//https://example.org",
        "data:text/html,x",
        "ftp://example.org",
        "//example.org",
        "https://example.org/a b",
        'https://example.org/"onclick=x',
        "https://example.org/<script>",
        " https://example.org",
        "https://example.org/\x01",
        "https://example.org/\x7f",
        "https://",
        "",
    ],
)
def test_address_that_is_not_one_of_the_web_is_not_linked(address):
    assert link("Example", address) == "Example"


@pytest.mark.parametrize(
    ("days", "precision", "words"),
    [
        (91, "month", "✓ on time, at least 91 days before"),
        (91, "day", "✓ on time, 91 days before"),
        (0, "month", "✓ on time, on the day"),
    ],
)
def test_days_of_an_imprecise_date_are_a_bound(days: int, precision: str, words: str) -> None:
    assert target_label("reached", "on time", days, precision) == words


def test_days_after_of_an_imprecise_date_are_a_bound() -> None:
    assert target_label("reached", "late", -30, "month") == "▲ late, at most 30 days after"
