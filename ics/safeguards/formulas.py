"""Texts that begin like a formula: a spreadsheet runs them, or makes a formula of them when it tidies them up."""

import re

# What cannot be seen may come before the sign: blanks, control characters, and letters without a shape.
_UNSEEN = (
    r"\x00-\x20\x7f-\xa0\xad"
    "\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# = + @ - and the characters that are the same by Unicode (NFKC), as the wide ones of a Japanese keyboard. The true
# minus sign and dashes are none of them.
_SIGNS = "=\u207c\u208c\u2a75\u2a76\ufe66\uff1d+\u207a\u208a\ufb29\ufe62\uff0b@\ufe6b\uff20\ufe63\uff0d-"
BEGINNING = rf"^(?:[{_UNSEEN}]*[{_SIGNS}]|[\t\r])"  # Python and DuckDB read it in the same way
_BEGINNING = re.compile(BEGINNING)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def begins_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text; a plain number with a sign it does not."""
    return bool(_BEGINNING.match(text)) and not _NUMBER.fullmatch(text)


def disarm(text: str) -> str:
    """The text with a quote mark before it where it begins like a formula: a spreadsheet then shows it as it is."""
    return f"'{text}" if begins_like_formula(text) else text
