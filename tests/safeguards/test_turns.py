"""Pages go before checks, and of the checks one large and one small run at a time, in the order they came."""

import threading
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from ics.safeguards.turns import LONGEST_PAUSE, MAX_PAGES, Turns

PATIENCE = 30  # seconds


def test_checks_of_a_kind_wait_for_each_other_and_a_small_one_passes_the_large():
    turns = Turns()
    first, second, third, small = (turns.queued(is_large) for is_large in (True, True, True, False))
    one, two, three = first.__enter__(), second.__enter__(), third.__enter__()
    assert (one.before, two.before, three.before) == (0, 1, 2)
    assert not two.comes(0)
    with small as ticket:
        assert ticket.comes(0)
    first.__exit__(None, None, None)
    assert (two.comes(0), three.comes(0), three.before) == (True, False, 1)
    second.__exit__(None, None, None)
    assert three.comes(0)


def test_of_many_threads_one_large_and_one_small_check_run_at_a_time_in_the_order_they_came():
    turns, running, most, order = Turns(), [], [], []
    lock = threading.Lock()

    def work(number: int, came: threading.Event) -> None:
        with turns.queued(is_large=number % 2 == 0) as ticket:
            came.set()
            assert ticket.comes(PATIENCE)
            with lock:
                running.append(number % 2)
                order.append(number)
                most.append(sorted(running))
            may_end.wait(PATIENCE)
            with lock:
                running.remove(number % 2)

    may_end, threads = threading.Event(), []
    for number in range(8):
        came = threading.Event()
        threads.append(threading.Thread(target=work, args=(number, came)))
        threads[-1].start()
        assert came.wait(PATIENCE)
    may_end.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert max(most, key=len) == [0, 1]
    assert ([n for n in order if n % 2], [n for n in order if not n % 2]) == ([1, 3, 5, 7], [0, 2, 4, 6])


def waits(turns: Turns, pause: Callable[[], None]) -> bool:
    """Whether a check waits at this pause, without its waiting."""
    asked: list[float] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "wait_for", lambda condition, seconds: asked.append(seconds))
        pause()
    assert asked in ([], [LONGEST_PAUSE])
    return bool(asked)


def test_a_check_waits_while_a_page_is_drawn_and_not_longer():
    turns, drawn, drawing = Turns(), threading.Event(), threading.Event()

    def draw() -> None:
        with turns.drawing():
            drawing.set()
            drawn.wait(PATIENCE)

    page = threading.Thread(target=draw)
    page.start()
    assert drawing.wait(PATIENCE)
    assert waits(turns, turns.pauses())
    drawn.set()
    page.join(PATIENCE)
    assert not waits(turns, turns.pauses())


def test_a_check_works_before_it_waits_again(monkeypatch: pytest.MonkeyPatch):
    clock = iter([0.0, 0.25, 0.26, 0.4, 0.6])  # begins, has waited; soon after; a quarter of that time after; again
    monkeypatch.setattr("ics.safeguards.turns.time", SimpleNamespace(monotonic=lambda: next(clock)))
    turns = Turns()
    turns._drawing.add(0)
    pause = turns.pauses()
    assert [waits(turns, pause), waits(turns, pause), waits(turns, pause)] == [True, False, True]


def test_a_check_does_not_wait_for_the_page_that_it_belongs_to():
    turns = Turns()
    with turns.drawing():
        with turns.queued():
            assert not waits(turns, turns.pauses())
        assert turns.wait_for(lambda: bool(turns._drawing), 0)


def test_no_more_than_two_pages_are_drawn_at_a_time_and_who_steps_aside_lets_another_in():
    turns, may_end, drawn = Turns(), threading.Event(), []

    def draw(number: int, steps_aside: bool) -> None:
        with turns.drawing():
            drawn.append(number)
            with turns.pause_drawing() if steps_aside else nullcontext():
                may_end.wait(PATIENCE)

    def drawing(number: int, steps_aside: bool = False) -> threading.Thread:
        thread = threading.Thread(target=draw, args=(number, steps_aside))
        thread.start()
        return thread

    threads = [drawing(1), drawing(2)]
    assert turns.wait_for(lambda: len(turns._drawing) == MAX_PAGES, PATIENCE)
    threads.append(drawing(3))
    assert turns.wait_for(lambda: len(turns._waiting) == 1, PATIENCE)
    assert sorted(drawn) == [1, 2]
    may_end.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(drawn) == [1, 2, 3]

    may_end.clear()
    threads = [drawing(number, steps_aside=True) for number in (4, 5, 6)]
    assert turns.wait_for(lambda: len(drawn) == 6, PATIENCE)
    may_end.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert not turns._drawing
