"""Text from files is text: it is escaped before Streamlit renders it as Markdown."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit turns addresses in text into links, escaped or not; an invisible joiner keeps them text.
_WOULD_BE_LINKS = re.compile(r"(?i)(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\w)")
_JOINER = "\u2060"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def plain(text: object) -> str:
    """The text as Markdown that shows it letter for letter, on one line; blanks in a row are one."""
    return _PUNCTUATION.sub(r"\\\1", _WOULD_BE_LINKS.sub(_JOINER, " ".join(str(text).split())))


def link(title: str, address: str) -> str:
    """A Markdown link, or the plain title when the address is not one of the web."""
    if not _ADDRESS.fullmatch(address):
        return plain(title)
    safe = address.replace("(", "%28").replace(")", "%29").replace("[", "%5B").replace("]", "%5D")
    return f"[{plain(title)}]({safe})"
