"""The questions people come with are answered from the address alone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.app import ADDRESSES, opened, said
from tests.support.questions import ANSWERS


@pytest.mark.parametrize(("address", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_link_reproduces_the_answer(published, address, answer):
    path, query = urlsplit(address).path, parse_qs(urlsplit(address).query)
    name = path.strip("/")
    page = next((page for page, address in ADDRESSES.items() if address == name), name)
    assert re.search(answer if isinstance(answer, re.Pattern) else re.escape(answer), said(opened(page, **query)))
