"""Text from files is text: it is escaped before Streamlit renders it as Markdown."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def plain(text: object) -> str:
    """The text as Markdown that shows it letter for letter."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(str(text).split()))


def link(title: str, address: str) -> str:
    """A Markdown link, or the plain title when the address is not one of the web."""
    if not _ADDRESS.fullmatch(address):
        return plain(title)
    safe = address.replace("(", "%28").replace(")", "%29").replace("[", "%5B").replace("]", "%5D")
    return f"[{plain(title)}]({safe})"
