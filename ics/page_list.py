"""The pages of the dashboard: title, script and address of each, and for whom it is.

The screen makes the menu of it, and the server knows by it which addresses there are.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

CARRIED = ("region", "as_at")  # the parts of an address that a link to another page keeps
MISSPELT = {
    "progress": "",
    "home": "",
    "index": "",
    "index-html": "",
    "areas": "area",
    "find-an-area": "area",
    "point-of-light": "points-of-light",
    "programmes": "who-did-what-where",
    "who-did-what": "who-did-what-where",
    "about": "about-the-data",
    "data": "about-the-data",
    "update": "update-data",
    "upload": "update-data",
    "versions": "history",
    "edit": "edit-rows",
}  # how an address was once written, or may be → the address


@dataclass(frozen=True)
class PageEntry:
    """A page. `script`: its file in `pages/`, without the ending; `address`: what follows the first slash.

    `place`: in the menu for readers; apart from it, for who keeps or checks the data; or behind a link of a page.
    """

    script: str
    title: str
    address: str
    place: Literal["readers", "data", "link"] = "readers"


PAGE_LIST = (
    PageEntry("progress", "Progress", ""),
    PageEntry("milestones", "Milestones", "milestones"),
    PageEntry("leadership", "Leadership", "leadership"),
    PageEntry("points_of_light", "Points of light", "points-of-light"),
    PageEntry("programmes", "Who did what, where", "who-did-what-where"),
    PageEntry("area", "Areas", "area"),
    PageEntry("about_the_data", "About the data", "about-the-data", "data"),
    PageEntry("update_data", "Update data", "update-data", "data"),
    PageEntry("edit_rows", "Edit rows", "edit-rows", "link"),
    PageEntry("history", "History", "history", "link"),
)


@cache
def addresses() -> frozenset[str]:
    """The addresses of the pages, without the slash."""
    return frozenset(page.address for page in PAGE_LIST)


def meant_address(path: str) -> str | None:
    """The address that a path means, however it is written; None where no page is meant for certain.

    Capital letters, underscores, blanks, a slash at the end and known other names do not matter.
    """
    words = path.strip("/").lower().replace("_", "-").replace(" ", "-").replace(".", "-")
    known = MISSPELT.get(words, words)
    return known if known in addresses() else None
