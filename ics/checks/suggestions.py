"""What a misspelt word was probably meant to be."""

import difflib
from collections.abc import Iterable, Mapping


def nearest(value: str | None, known: Iterable[str]) -> str:
    """The first words of a fix: "Did you mean whole? ", or nothing where no known word is close."""
    return _question(difflib.get_close_matches(value or "", list(known), 2))


def nearest_code(value: str | None, codes: Iterable[str], names: Mapping[str, str]) -> str:
    """The same for a code, also where its name was typed: "Did you mean E54000013 (Lincolnshire)? ".

    `names`: the code of each name.
    """
    wanted = (value or "").strip().casefold()
    by_folded_name = {name.casefold(): name for name in names}
    if wanted not in by_folded_name and (question := nearest(value, codes)):
        return question
    close = [wanted] if wanted in by_folded_name else difflib.get_close_matches(wanted, list(by_folded_name), 1)
    return _question(f"{names[by_folded_name[name]]} ({by_folded_name[name]})" for name in close)


def _question(words: Iterable[str]) -> str:
    text = " or ".join(words)
    return f"Did you mean {text}? " if text else ""
