"""What a misspelt word was probably meant to be."""

import difflib
from collections.abc import Iterable, Mapping


def nearest(value: str | None, known: Iterable[str]) -> str:
    """The begin of a remedy: "Did you mean whole? ", or nothing where no known word is close."""
    return _asked(difflib.get_close_matches(value or "", list(known), 2))


def nearest_code(value: str | None, codes: Iterable[str], names: Mapping[str, str]) -> str:
    """The same for a code, also where its name was typed: "Did you mean E54000013 (Lincolnshire)? ".

    `names`: the code of each name.
    """
    wanted = (value or "").strip().casefold()
    folded = {name.casefold(): name for name in names}
    found = [wanted] if wanted in folded else []
    if not found and (codes_said := nearest(value, codes)):
        return codes_said
    found = found or difflib.get_close_matches(wanted, list(folded), 1)
    return _asked(f"{names[folded[name]]} ({folded[name]})" for name in found)


def _asked(words: Iterable[str]) -> str:
    text = " or ".join(words)
    return f"Did you mean {text}? " if text else ""
