"""A text with a button that copies it."""

from ics.ui.components.files import component_of_files

_copy_text = component_of_files(
    "copy_text", '<p></p> <button type="button"></button> <span role="status"></span>', shares=("button.css",)
)


def show_text_to_copy(text: str, label: str, key: str) -> None:
    """The text letter for letter, and a button with this label that copies it."""
    _copy_text(key=key, data={"text": text, "label": label})
