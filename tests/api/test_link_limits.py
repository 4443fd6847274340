"""How much the data links answer: what is kept, how many questions run at once, and how fast new ones may come."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ics.api import link_limits
from ics.api.answer_cache import AnswerCache
from ics.api.link_limits import AT_ONCE, BURST, EACH_SECOND, Questions, TooFastError, TooManyError


class Clock:
    """A clock that a test moves on."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def ask(some: Questions) -> None:
    with some.turn():
        pass


# What is kept


def test_what_is_kept_comes_back_and_nothing_else():
    kept = AnswerCache(100)
    kept.put("a", "answer", 10)
    assert (kept.get("a"), kept.get("b")) == ("answer", None)


def test_what_was_asked_for_least_of_late_goes_first():
    kept = AnswerCache(100)
    for name in "abcd":
        kept.put(name, name, 25)
    assert kept.get("a") == "a"
    kept.put("e", "e", 25)
    assert [kept.get(name) for name in "abcde"] == ["a", None, "c", "d", "e"]


def test_one_answer_does_not_drive_out_all_others():
    kept = AnswerCache(100)
    kept.put("small", "s", 25)
    kept.put("large", "l", 26)
    assert (kept.get("small"), kept.get("large")) == ("s", None)


def test_an_answer_that_is_kept_again_counts_once():
    kept = AnswerCache(100)
    for name in ["a", "b", "c", *"d" * 9]:
        kept.put(name, name, 25)
    assert [kept.get(name) for name in "abcd"] == list("abcd")


# How fast


def test_as_many_as_a_burst_are_answered_and_then_a_few_each_second():
    clock = Clock()
    some = Questions(clock)
    for _ in range(BURST):
        ask(some)
    with pytest.raises(
        TooFastError, match=r"^Too many new questions were asked in a short time. Ask again in 1 second.$"
    ):
        ask(some)
    clock.now += 1
    for _ in range(EACH_SECOND):
        ask(some)
    with pytest.raises(TooFastError) as refused:
        ask(some)
    assert refused.value.seconds == 1


def test_who_asks_seldom_saves_up_no_more_than_a_burst():
    clock = Clock()
    some = Questions(clock)
    clock.now += 1_000_000
    for _ in range(BURST):
        ask(some)
    with pytest.raises(TooFastError):
        ask(some)


# How many at once


def held(some: Questions, pool: ThreadPoolExecutor) -> threading.Event:
    """All turns are taken until the event is set."""
    over, begun = threading.Event(), threading.Barrier(AT_ONCE + 1)

    def hold() -> None:
        with some.turn():
            begun.wait(10)
            over.wait(10)

    for _ in range(AT_ONCE):
        pool.submit(hold)
    begun.wait(10)
    return over


def test_who_comes_while_all_turns_are_taken_waits_for_the_next(monkeypatch):
    monkeypatch.setattr(link_limits, "WAIT_SECONDS", 10)
    some = Questions()
    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        over = held(some, pool)
        waiting = pool.submit(ask, some)
        assert not waiting.done()
        over.set()
        assert waiting.result(10) is None


def test_who_waited_too_long_is_sent_away(monkeypatch):
    monkeypatch.setattr(link_limits, "WAIT_SECONDS", 0.05)
    some = Questions()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        over = held(some, pool)
        with pytest.raises(TooManyError, match=r"^Other questions are being answered\. Ask again in "):
            ask(some)
        over.set()
    ask(some)


def test_where_enough_wait_the_next_is_sent_away_at_once(monkeypatch):
    monkeypatch.setattr(link_limits, "MOST_WAITING", 0)
    some = Questions()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        over = held(some, pool)
        with pytest.raises(TooManyError):
            ask(some)
        over.set()
    ask(some)


def test_a_question_that_fails_ends_its_turn():
    some = Questions()
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), some.turn():
            raise ZeroDivisionError
    ask(some)
