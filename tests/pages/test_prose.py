"""The pages answer before they explain: few words before the first figure or list, and no long sentences."""

import re
from collections.abc import Iterator

import pytest

from tests.support.app import opened

SERVICES = ["general practice", "community health", "social care"]
# page, view, and how many words may come between the title and the first figure, table or entry
VIEWS = [
    ("leadership", {}, 75),
    ("leadership", {"indicator": "ccg_count"}, 55),
    ("leadership", {"indicator": "nss_work_stress", "region": ["London"]}, 45),
    ("leadership", {"indicator": "stp_overall_rating"}, 115),
    ("points_of_light", {}, 50),
    ("points_of_light", {"region": ["South West"], "as_at": "2020-12-31"}, 55),
    ("programmes", {}, 35),
    ("programmes", {"region": ["South West"], "services": SERVICES}, 50),
    ("area", {"area": "E54000013", "as_at": "2020-04-30"}, 65),
    ("area", {"area": "E54000013"}, 75),
    ("about_the_data", {}, 40),
]
MOST_WORDS = 30  # of a sentence
TEXTS = ("markdown", "header", "subheader", "caption", "info")
OF_THE_DATA = re.compile(r"Named by|: :|^Data: |^- \*\*(Where|How complete)|api/v1")
IDS = [f"{page} {' '.join(view)}".strip() for page, view, _ in VIEWS]


def elements(block: object, is_hidden: bool = False) -> Iterator[tuple[str, object, bool]]:
    """Kind, text, and whether a click shows it, of everything on the page in order."""
    for child in block.children.values():
        if not hasattr(child, "children"):
            yield child.type, getattr(child, "value", None), is_hidden
        elif child.type in ("expander", "popover"):
            yield child.type, child.label, is_hidden
            yield from elements(child, True)
        else:
            yield from elements(child, is_hidden)


def plain(text: str) -> str:
    """The text as a reader sees it, without the marks of Markdown."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text.replace("\\", "").replace("\u2060", "")).replace("*", "")


def is_list(kind: str, text: object) -> bool:
    """Whether readers come to something other than prose: a figure, a table, an entry or a list."""
    entry = isinstance(text, str) and (text.lstrip().startswith("- ") or " · " in text)
    return kind in ("plotly_chart", "table") or (kind in ("expander", "markdown") and entry)


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(("page", "view", "most"), VIEWS, ids=IDS)
def test_few_words_come_before_the_first_figure_or_list(page: str, view: dict, most: int) -> None:
    words, has_begun = 0, False
    for kind, text, is_hidden in elements(opened(page, **view).main):
        if has_begun and not is_hidden and is_list(kind, text):
            break
        if has_begun and not is_hidden and kind in TEXTS:
            words += len(plain(str(text)).split())
        has_begun = has_begun or kind == "title"
    else:
        pytest.fail("There is neither a figure nor a list.")
    assert 5 < words <= most


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(("page", "view", "most"), VIEWS, ids=IDS)
def test_no_sentence_is_long(page: str, view: dict, most: int) -> None:
    shown = [
        plain(text)
        for kind, text, _ in elements(opened(page, **view).main)
        if kind in ("markdown", "info") and isinstance(text, str) and not OF_THE_DATA.search(text)
    ]
    sentences = [part for text in shown for part in re.split(r"(?<=[.!?])\s+|\n+", text)]
    assert len(sentences) > 3
    assert [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS] == []
