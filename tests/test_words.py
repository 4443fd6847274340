"""Plain words: none of the project's texts, comments or names uses a word that reads as if it were translated."""

import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from ics.settings import ROOT

# What not to write, and what to write instead.
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
PATTERNS = {word: re.compile(rf"(?<![a-z])(?:{word})(?![a-z])", re.I) for word in WORDS}
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
}


def project_texts() -> list[str]:
    """The files of the project whose words are checked, as git lists them."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        return []
    listing = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *FILES]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [name for name in names if name and (ROOT / name).is_file() and not name.startswith(tuple(LEFT_OUT))]


def unwanted(text: str) -> Iterator[str]:
    """Each unwanted word with the words around it and what to write instead."""
    text = re.sub(" +", " ", JOINT.sub(" ", text))
    for word, pattern in PATTERNS.items():
        for found in pattern.finditer(text):
            yield f"{text[max(0, found.start() - 40) : found.end() + 20]!r}: write {WORDS[word]}"


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
