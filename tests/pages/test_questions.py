"""The questions people come with are answered from the address alone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.app import ADDRESSES, opened, said
from tests.support.questions import ANSWERS


@pytest.mark.parametrize(("address", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_link_reproduces_the_answer(published, address, answer):
    path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
    name = path.strip("/")
    page = next((page for page, address in ADDRESSES.items() if address == name), name)
    pattern = answer if isinstance(answer, re.Pattern) else re.escape(answer)
    assert re.search(pattern, in_words(opened(page, **query)))


def in_words(app: AppTest) -> str:
    """What the page says from its title down, and then its first table, row by row."""
    titles = " ".join(title.value for title in app.title).replace("\\", "")
    rows = app.table[0].value.to_numpy().ravel() if app.table else []
    return " ".join([titles, said(app), *map(str, rows)])
