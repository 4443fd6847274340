"""Plain words: none of the project's texts, comments or names uses a word that reads as if it were translated."""

import re
from collections.abc import Iterator, Mapping

import pytest

from ics.settings import ROOT
from tests.support.texts import listed, literals, read_by_people, texts_of

# What not to write anywhere, and what to write instead.
WORDS = {
    r"mend(s|ed|ing)?": "fix, correct",
    r"stands?|stood|standing": "is, are, appears",
    r"anew": "again",
    r"untold": "and n more",
    r"beside": "next to, alongside, with",
    r"thereof": "of it",
    r"desk": "edit session",
    r"swallowed": "stray quote",
    r"tidied": "normalised, cleaned up",
    r"(?<!there )(is|are) no(?! (longer|more))": "is not a, has no",
    r"(is|are) [^.;:()]{0,60}?(?<![a-z])(?<!yes )(or|but) no(?! (longer|more|\w+ (is|are)))": "or not a, but not a",
    r"not a (longer|more)": "no longer, no more",
    r"whatever the": "any",
    r"(hold|holds|held) against": "compare with",
    r"(take|takes|took|taken) along": "include, download",
    r"all the same": "anyway, still",
    r"(?<!each )of which": "whose, of these",
    r"so many": "this many",
    r"not a no": "not recorded does not mean no",
    r"the register": "the programmes",
    r"lights": "points of light",
    r"lies": "is, falls",
    r"alike": "the same, both",
    r"betray(s|ed|al)?": "show, name",
}
# What not to write in texts that people read: the words of programmers and statisticians, and chains of clauses.
WORDS_OF_TEXTS = {
    r"fits?|fitting": "matches, suits",
    r"further": "more",
    r"once more": "again",
    r"begin(s|ning)?|began|begun": "start",
    r"holds?|held|holding": "has, contains, keeps",
    r"remed(y|ies)": "fix",
    r"faults?|faulty": "problem",
    r"polarity": "good direction",
    r"denominators?": "out of",
    r"footprints?": "area",
    r"as[- ]at": "on (a date)",
    r"lineage": "how areas changed",
    r"predecessors?|successors?": "old area, new area",
    r"publications?": "update",
    r"not sourced|unsourced": "no source found",
    r"empty cells?|cells? (is |are )?empty|(leave|left) (it |them |both )?empty": "blank",
    r"(is|are) not read": "we cannot read, we do not read",
    r"must be filled|may stay empty": "fill in, leave blank",
    r"would be (gone|removed|changed|added)": "say what the update does",
    r"(let|lets|letting) go of": "discard",
    r"somebody else was": "somebody",
    r"(?<=[a-z”’)]); (?=[a-z…])": "two sentences",
}


def patterns(words: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {word: re.compile(rf"(?<![a-z])(?:{word})(?![a-z])", re.I) for word in words}


PATTERNS = patterns(WORDS)
PATTERNS_OF_TEXTS = patterns({word: better for word, better in WORDS_OF_TEXTS.items() if "(?=" not in word})
CHAIN = {word: re.compile(word) for word in WORDS_OF_TEXTS if "(?=" in word}
# Where a sentence goes on: in the next part of a text, in the next line of a comment, or in the next word of a name.
JOINT = re.compile(r"""["'][ ]*\n[ ]*f?["']|\n[ ]*(?:\#|--|>)[ ]|[\s_]""", re.X)
FILES = [
    "*.py",
    "*.sql",
    "*.md",
    "*.css",
    "Makefile",
    "data/datapackage.json",
    ".streamlit/config.toml",
    "pyproject.toml",
]
# Files that are not ours to word: the past, what others wrote, and this list.
LEFT_OUT = ["CHANGELOG.md", "docs/notes/", "tests/test_words.py"]
# file → the exact texts in it that stay, with the reason
EXCEPTIONS: dict[str, list[str]] = {
    # the name of a rule, which programs read in the JSON of a problem
    "ics/readers/stray_quotes.py": ['"swallowed_rows"'],
    "tests/readers/test_read.py": ['"swallowed_rows"'],
    "tests/support/bad_files.py": ["[swallowed_rows]"],
    # an event of the log, which programs read
    "ics/versions/publish.py": ["publication refused"],
}


def project_texts() -> list[str]:
    """The files of the project whose words are checked, as git lists them."""
    return [name for name in listed(*FILES) if not name.startswith(tuple(LEFT_OUT))]


def unwanted(text: str) -> Iterator[str]:
    """Each unwanted word with the words around it and what to write instead."""
    text = re.sub(" +", " ", JOINT.sub(" ", text))
    for word, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            yield f"{text[max(0, found.start() - 40) : found.end() + 20]!r}: write {WORDS[word]}"


def unwanted_in_texts(text: str) -> Iterator[str]:
    """The same for a text that people read."""
    for word, pattern in (PATTERNS_OF_TEXTS | CHAIN).items():
        for found in pattern.finditer(text):
            yield f"{text[max(0, found.start() - 40) : found.end() + 20]!r}: write {WORDS_OF_TEXTS[word]}"


def test_there_are_texts_to_check() -> None:
    """Git lists them: without it the words would pass unread."""
    assert {"README.md", "ics/ui/style.css", "ics/cli/main.py"} <= set(project_texts())


@pytest.mark.parametrize("name", project_texts())
def test_the_words_are_plain(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for exception in EXCEPTIONS.get(name, []):
        assert exception in text, f"{exception!r} is not in {name} any more: take it out of EXCEPTIONS"
        text = text.replace(exception, "…")
    assert list(unwanted(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mend it.",
        "a name_that_stands_here",
        "it is no table",
        "it is damaged, or no database",
        "it is not a longer list",
        "# read all\n    # the same",
        "-- of\n-- which",
        'f"publish all the "\n        f"same"',
        "test_there_are_beside_it",
        "Anew",
    ],
)
def test_an_unwanted_word_is_found(text: str) -> None:
    assert list(unwanted(text))


@pytest.mark.parametrize(
    "text",
    [
        "The standard is understood; it is outstanding.",
        "There is no table. There\n    # are no rows.",
        "It is no longer there.",
        "a header but no rows; it is lower, or no day is left",
        "x is None",
        "besides",
        "the desktop, amended, recommended",
        "families",
    ],
)
def test_right_english_is_no_hit(text: str) -> None:
    assert list(unwanted(text)) == []


@pytest.mark.parametrize("name", read_by_people())
def test_the_texts_that_people_read_are_plain(name: str) -> None:
    is_document = name.endswith(".md")  # chains are for its writer to judge: its tables need them
    texts = [text for text in texts_of(name) if text not in EXCEPTIONS.get(name, [])]
    found = [what for text in texts for what in unwanted_in_texts(text)]
    assert [what for what in found if not (is_document and what.endswith("two sentences"))] == []


def test_texts_of_all_kinds_are_read() -> None:
    """A kind of file that cannot be taken apart would pass unread."""
    names = read_by_people()
    kinds = ("pages/update_data.py", "queries/checks/value_or_label.sql", "data/datapackage.json", "CONTRIBUTING.md")
    assert set(kinds) <= set(names)
    assert all(texts_of(name) for name in kinds)


def test_literals_are_read_as_people_see_them() -> None:
    source = '''
"""Not for people."""
def f(area):
    """Not for people."""
    g(f"{area:,} did not " "become one", "select a from b", "Publish", "a-key", f"{'Two words' if area else ''}")
'''
    assert sorted(literals(source)) == ["London did not become one", "Publish", "Two words"]


@pytest.mark.parametrize(
    "text",
    [
        "It fits no table.",
        "2 further rows",
        "Leave it empty.",
        "It begins here.",
        "The file holds a formula.",
        "It is late; write again.",
        "Open the pages as at 1 May.",
    ],
)
def test_an_unwanted_word_of_a_text_is_found(text: str) -> None:
    assert list(unwanted_in_texts(text))


@pytest.mark.parametrize(
    "text", ["The file is empty.", "a household, the benefits", "The threshold is 5.", "a;b", "places: Oxford; Ely"]
)
def test_right_english_in_a_text_is_no_hit(text: str) -> None:
    assert list(unwanted_in_texts(text)) == []
