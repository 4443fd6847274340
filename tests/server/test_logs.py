"""The log of the server: no visitor can fill it, and neither key nor session is in it."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from ics.safeguards.token_bucket import Bucket
from ics.server.logs import HOLDS_SESSION_IDS, LINES, LONGEST, BoundedLog, bound_logs


def line(text: str, error: Exception | None = None) -> logging.LogRecord:
    about = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("streamlit", logging.ERROR, "file.py", 1, "%s", (text,), about)


def test_a_flood_of_lines_becomes_a_few_and_a_count() -> None:
    bounded = BoundedLog()
    kept = [record for record in (line("evil") for _ in range(10_000)) if bounded.filter(record)]
    assert LINES[0] <= len(kept) < 2 * LINES[0]
    bounded._lines = Bucket(size=1, per_second=0)
    last = line("later")
    assert bounded.filter(last)
    assert last.getMessage().endswith("lines left out) later")


def test_lines_of_several_threads_are_all_counted() -> None:
    bounded = BoundedLog()
    bounded._lines = Bucket(size=0, per_second=0)
    with ThreadPoolExecutor(8) as pool:
        assert not any(pool.map(bounded.filter, [line("evil") for _ in range(20_000)]))
    bounded._lines = Bucket(size=1, per_second=0)
    last = line("later")
    assert bounded.filter(last)
    assert last.getMessage() == "(20000 lines left out) later"


def test_long_lines_and_tracebacks_are_cut() -> None:
    record = line("x" * 10**6, ValueError("y" * 10**6))
    assert BoundedLog().filter(record)
    assert len(logging.Formatter().format(record)) < 3 * LONGEST


def test_a_short_line_stays_as_it_is() -> None:
    record = line("100% of it")
    assert BoundedLog().filter(record)
    assert record.getMessage() == "100% of it"


@pytest.mark.parametrize("name", ["streamlit.web.server", "uvicorn.error", "ics", "asyncio"])
def test_the_loggers_of_the_server_are_bounded_but_not_the_events(name: str) -> None:
    logger = logging.getLogger(name)
    logging.getLogger("ics.events")
    bound_logs()
    assert [f for f in logger.filters if isinstance(f, BoundedLog)]
    assert not logging.getLogger("ics.events").filters
    assert logging.getLogger("uvicorn.access").disabled
    assert not logging.getLogger(HOLDS_SESSION_IDS).isEnabledFor(logging.WARNING)
