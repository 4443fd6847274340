"""The document of a page, with our styles in its head; other ways to write its address; and wrong addresses."""

import gzip
import re

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ics.page_list import MISSPELT, PAGE_LIST, addresses, meant_address
from ics.server.front import protect
from ics.server.headers import inline_script_hashes, security_headers
from ics.server.pages import document, style_sheet
from ics.settings import PAGES
from tests.support.asgi import Reply, get


def streamlit(request: Request) -> PlainTextResponse:
    return PlainTextResponse("Streamlit answers")


APP = protect(Starlette(routes=[Route("/{path:path}", streamlit, methods=["GET", "HEAD", "POST", "PUT"])]))


def asked(address: str, method: str = "GET", **headers: str) -> Reply:
    return get(APP, address, method, Host="localhost", **headers)


def test_each_page_has_a_script_and_an_address_of_its_own() -> None:
    assert {page.script for page in PAGE_LIST} == {path.stem for path in PAGES.glob("*.py")}
    assert len(addresses()) == len(PAGE_LIST)


@pytest.mark.parametrize("address", sorted(addresses()))
def test_a_page_has_the_styles_in_its_head(address: str) -> None:
    reply = asked(f"/{address}?region=London")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    head = reply.content.decode().partition("</head>")[0]
    assert style_sheet() in head
    assert "<title>ICS progress</title>" in head


def test_the_scripts_of_the_document_are_allowed_by_the_policy() -> None:
    hashes = inline_script_hashes(document().content)
    assert hashes
    assert all(digest in security_headers()["Content-Security-Policy"] for digest in hashes)


def test_the_document_is_asked_for_again_and_not_sent_again() -> None:
    plain, packed = asked("/milestones"), asked("/milestones", Accept_Encoding="gzip")
    assert plain.headers["cache-control"] == "no-cache"
    assert gzip.decompress(packed.content) == plain.content
    assert plain.headers["etag"] != packed.headers["etag"]  # two contents
    again = asked("/milestones", Accept_Encoding="gzip", If_None_Match=packed.headers["etag"])
    assert (again.status, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/points_of_light", "/points-of-light"),
        ("/Milestones", "/milestones"),
        ("/milestones/", "/milestones"),
        ("/progress", "/"),
        ("/index.html", "/"),
        ("/areas/", "/area"),
        ("/AREAS", "/area"),
        ("/programmes", "/who-did-what-where"),
        ("/about%20the%20data", "/about-the-data"),
    ],
)
@pytest.mark.parametrize("query", ["", "?region=London&region=South+West&as_at=2020-12-31"])
def test_another_way_to_write_an_address_leads_to_it(written: str, meant: str, query: str) -> None:
    reply = asked(written + query)
    assert (reply.status, reply.headers["location"]) == (301, meant + query)


def test_each_other_name_leads_to_a_page() -> None:
    assert {meant_address(name) for name in MISSPELT} <= addresses()
    assert not MISSPELT.keys() & addresses()


@pytest.mark.parametrize(
    "address", ["/nothing", "/milestones/2020", "/milestones/static/js/x.js", "/place?region=London"]
)
def test_a_wrong_address_says_so_and_has_the_menu(address: str) -> None:
    reply = asked(address)
    text = reply.content.decode()
    assert reply.status == 404
    assert "<h1>Page not found</h1>" in text
    links = dict(reversed(link) for link in re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', text))
    assert {page.title for page in PAGE_LIST if page.place != "link"} == links.keys()
    assert links["Milestones"] == ("/milestones?region=London" if "region" in address else "/milestones")
    assert asked(address, If_None_Match=reply.headers["etag"]).status == 404  # a wrong address is not "unchanged"


def test_text_of_a_wrong_address_stays_text() -> None:
    content = asked("/nothing?region=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&other=1").content.decode()
    assert "<script" not in content
    assert "other=1" not in content


@pytest.mark.parametrize(
    "address", ["/_stcore/health", "/api/v1", "/static/js/none.js", "/media/a.csv", "/favicon.png"]
)
def test_what_is_not_a_page_is_left_to_streamlit(address: str) -> None:
    assert asked(address).content == b"Streamlit answers"


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_page_is_only_read(method: str) -> None:
    assert asked("/milestones", method).content == b"Streamlit answers"


def test_an_address_that_streamlit_refuses_is_left_to_it() -> None:
    assert asked("//evil.example/").content == b"Streamlit answers"
