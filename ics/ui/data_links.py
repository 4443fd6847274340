"""The way from an answer to its data: links in words that say what they are, names of files, and how to cite it."""

from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import streamlit as st

from ics.formatting import uk_time
from ics.query_rows import VersionsRow, rows_as
from ics.sentences.citing import ENGLAND, Described, citation, credit, place_in_words, sources_named
from ics.store import query_files
from ics.store.parameters import PARAMETERS, places_in, subject_in, to_query_string
from ics.ui.data import Answer, query, shown_version
from ics.ui.text import escape_markdown
from ics.writers.file_names import answer_file, named_file


def described(answer: Answer, label: str = "") -> Described:
    """What the rows of an answer are about; `label`: the rows in words, where the name of the query is not enough."""
    asked = answer.parameters
    is_about_areas = "area_code" in asked or bool(asked.get("area_codes"))
    place = place_in_words(_places(answer), is_about_areas)
    since = _day(asked.get("since", asked.get("from_date")))
    return Described(label or _what_rows_of(answer), place, since, _day(asked.get("as_at")))


def what_rows(answer: Answer) -> str:
    """The rows of an answer in words: the name of their query."""
    return answer.query.replace("_", " ")


def _what_rows_of(answer: Answer) -> str:
    """The rows in words, with the name of the indicator or milestone that all of them are about."""
    subject = subject_in(answer.parameters, query_files.load(answer.query).columns)
    values = PARAMETERS[subject[0]].values if subject else None
    if subject is None or values is None:
        return what_rows(answer)
    known = query(values[0]).rows
    names = known.loc[known[values[1]] == subject[1], f"{subject[0]}_name"]
    return f"{what_rows(answer)} (“{names.iloc[0] if len(names) else subject[1]}”)"


def _places(answer: Answer) -> list[str]:
    return places_in(answer.parameters, lambda name: query(name).rows)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def links_in_words(answer: Answer, label: str = "") -> str:
    """The rows as a CSV file for a spreadsheet and as JSON for a program, as Markdown links that say what they are."""
    about = described(answer, label)
    definition = query_files.load(answer.query)
    hint = escape_markdown(f"{definition.answers} {definition.grain}")
    return " · ".join(
        f'[{name}: {escape_markdown(about)}]({address_of(answer, ending)} "{hint}")'
        for name, ending in (("CSV", "csv"), ("JSON", "json"))
    )


def address_of(answer: Answer, ending: str) -> str:
    """The data link of an answer, from where the page is. `ending`: csv or json."""
    asked = to_query_string(answer.parameters)
    return f"api/v1/{answer.query}.{ending}" + (f"?{asked}" if asked else "")


def cited(title: str, answer: Answer, label: str = "") -> str:
    """The answer as a source in somebody else's text, plain."""
    version = shown_version()[1]
    address = urljoin(st.context.url or "", address_of(answer, "csv"))
    published, sources = _published_on(version), sources_named(answer.rows)
    return citation(_in_full(answer, label), title, address, version, published, date.today(), sources)


def _in_full(answer: Answer, label: str) -> Described:
    """As `described`, for who reads it elsewhere: rows of all regions are of England."""
    about = described(answer, label)
    is_of_all = "regions" in answer.parameters and not about.place
    return replace(about, place=place_in_words([ENGLAND], is_about_areas=False)) if is_of_all else about


def source_line(answer: Answer, label: str = "") -> str:
    """The line under a picture: what it shows, from which version of the data, and where."""
    version, home = shown_version()[1], urljoin(st.context.url or "", ".")
    return credit(_in_full(answer, label), version, _published_on(version), home, sources_named(answer.rows))


def _published_on(version: int) -> date | None:
    """The day on which a version was published; None where a damaged file took it with it."""
    lines = [row for row in rows_as(VersionsRow, query("versions").rows) if row.version == version]
    at = lines[0].published_at if lines else None
    return None if at is None else uk_time(at).date()


def file_of(answer: Answer, ending: str, name: str = "") -> str:
    """The name of a file that a reader takes away from an answer; `name`: what it has, where it is not all its rows."""
    definition = query_files.load(answer.query)
    definition = replace(definition, name=name) if name else definition
    return answer_file(definition, answer.parameters, _places(answer), shown_version()[1], ending)


def file_named(what: str, ending: str) -> str:
    """The name of a file with rows that no query returned."""
    return named_file(what, shown_version()[1], ending)
