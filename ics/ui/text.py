"""Text from files is text: it is escaped before Streamlit renders it as Markdown."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit makes links, icons, pictures and arrows of texts, escaped or not; an invisible joiner keeps them text.
_WOULD_BE_MORE = re.compile(
    r"(?i)https?:(?=//)|www(?=\.)|@(?=\w)"  # addresses
    r"|:(?!\d\d?:)(?=[\w+-]+:)"  # :streamlit: and :smile:, but not 12:30:45
    r"|(?<!\S)[-<>~](?=(?:->|[-=>])(?!\S))"  # -> and -- between blanks
)
_JOINER = "\u2060"
_ISOLATES, _EMBEDDINGS = re.compile("[\u2066-\u2068]"), re.compile("[\u202a\u202b\u202d\u202e]")
_ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x20\x7f]+")
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "\\": "%5C", "&": "&amp;"})


def escape_markdown(text: object) -> str:
    """The text as Markdown that shows it letter for letter, on one line; blanks in a row are one."""
    line = " ".join(str(text).split())
    return _PUNCTUATION.sub(r"\\\1", _WOULD_BE_MORE.sub(rf"\g<0>{_JOINER}", line)) + _back_to_left_to_right(line)


def _back_to_left_to_right(line: str) -> str:
    """The ends of what turns the direction of writing in the line, so that it does not turn what follows."""
    if line.isascii():
        return ""
    return "\u2069" * len(_ISOLATES.findall(line)) + "\u202c" * len(_EMBEDDINGS.findall(line))


def link(title: str, address: str) -> str:
    """A Markdown link, or the plain title when the address is not one of the web."""
    if not _ADDRESS.fullmatch(address):
        return escape_markdown(title)
    return f"[{escape_markdown(title)}]({address.translate(_IN_ADDRESS)})"
