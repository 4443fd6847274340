"""The prose of the program is easy to read: no long sentences, and a reading ease that plain English reaches.

The reading ease is Flesch's: 60 to 70 is plain English. It is measured on whole sentences, with a name in the place of
each value.
"""

import pytest
import textstat

from tests.support.texts import read_by_people, sentences_of, texts_of

LEAST_EASE = 55
MOST_WORDS = 30  # of a sentence
FEWEST_WORDS = 3  # of a sentence: shorter ones are labels with a full stop


def prose_of(name: str) -> list[str]:
    """The sentences of a file that people read."""
    found = [sentence for text in texts_of(name) for sentence in sentences_of(text)]
    return [sentence for sentence in found if textstat.lexicon_count(sentence) >= FEWEST_WORDS]


PROGRAM = [name for name in read_by_people() if not name.endswith(".md")]


def test_there_is_prose_to_measure() -> None:
    assert len([sentence for name in PROGRAM for sentence in prose_of(name)]) > 200


@pytest.mark.parametrize("name", PROGRAM)
def test_no_sentence_is_too_long(name: str) -> None:
    assert [sentence for sentence in prose_of(name) if textstat.lexicon_count(sentence) > MOST_WORDS] == []


def test_the_prose_is_easy_to_read() -> None:
    prose = " ".join(sentence for name in PROGRAM for sentence in prose_of(name))
    assert textstat.flesch_reading_ease(prose) >= LEAST_EASE


def test_hard_prose_would_be_found() -> None:
    """What the limits are for."""
    hard = "Designation of the constituent organisations necessitates comprehensive documentation of responsibilities."
    assert textstat.flesch_reading_ease(hard) < LEAST_EASE


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Choose a file. Then publish it.", ["Choose a file.", "Then publish it."]),
        ("Save it as .xlsx and try again.", ["Save it as .xlsx and try again."]),
        ("A heading", []),
        ("Is it v2.1? Yes.", ["Is it v2.1?", "Yes."]),
    ],
)
def test_sentences_are_told_apart(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences
