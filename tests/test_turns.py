"""Pages go before checks, and of the checks two run at a time, in the order they came."""

import threading
import time
from contextlib import nullcontext

from ics.turns import LONGEST_PAUSE, MAX_PAGES, Turns

PATIENCE = 30  # seconds


def test_a_third_check_waits_until_one_of_two_ends_and_the_fourth_waits_longer():
    turns = Turns(2)
    first, second, third, fourth = (turns.queued() for _ in range(4))
    one, _, three, four = first.__enter__(), second.__enter__(), third.__enter__(), fourth.__enter__()
    assert (one.before, three.before, four.before) == (0, 1, 2)
    assert not three.comes(0)
    second.__exit__(None, None, None)
    assert (three.comes(0), four.comes(0), four.before) == (True, False, 1)
    third.__exit__(None, None, None)
    first.__exit__(None, None, None)
    assert four.comes(0)


def test_no_more_than_two_of_many_threads_check_at_a_time_and_the_first_come_first():
    turns, running, most, order = Turns(2), set(), [], []
    lock = threading.Lock()

    def work(number: int, came: threading.Event) -> None:
        with turns.queued() as ticket:
            came.set()
            assert ticket.comes(PATIENCE)
            with lock:
                running.add(number)
                order.append(number)
                most.append(len(running))
            ended.wait(PATIENCE) if number < 2 else None
            with lock:
                running.discard(number)

    ended, threads = threading.Event(), []
    for number in range(8):
        came = threading.Event()
        threads.append(threading.Thread(target=work, args=(number, came)))
        threads[-1].start()
        assert came.wait(PATIENCE)
    ended.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert (max(most), sorted(order), set(order[:2])) == (2, list(range(8)), {0, 1})


def test_a_check_goes_on_as_soon_as_the_page_is_drawn():
    turns, drawn, drawing = Turns(), threading.Event(), threading.Event()

    def draw() -> None:
        with turns.drawing():
            drawing.set()
            drawn.wait(PATIENCE)

    page = threading.Thread(target=draw)
    page.start()
    assert drawing.wait(PATIENCE)
    pause, begin = turns.pauses(), time.monotonic()
    pause()
    waited = time.monotonic() - begin
    assert waited >= LONGEST_PAUSE * 0.9
    begin = time.monotonic()
    pause()
    assert time.monotonic() - begin < waited  # it works before it waits again
    drawn.set()
    page.join(PATIENCE)
    begin = time.monotonic()
    turns.pauses()()
    assert time.monotonic() - begin < waited


def test_a_check_does_not_wait_for_the_page_that_it_belongs_to():
    turns = Turns()
    with turns.drawing():
        with turns.queued():
            begin = time.monotonic()
            turns.pauses()()
            assert time.monotonic() - begin < LONGEST_PAUSE
        assert turns.wait_for(lambda: bool(turns._drawing), 0)


def test_no_more_than_two_pages_are_drawn_at_a_time_and_who_steps_aside_lets_another_in():
    turns, may_end, drawn = Turns(), threading.Event(), []

    def draw(number: int, steps_aside: bool) -> None:
        with turns.drawing():
            drawn.append(number)
            with turns.aside() if steps_aside else nullcontext():
                may_end.wait(PATIENCE)

    def drawing(number: int, steps_aside: bool = False) -> threading.Thread:
        thread = threading.Thread(target=draw, args=(number, steps_aside))
        thread.start()
        return thread

    threads = [drawing(1), drawing(2)]
    assert turns.wait_for(lambda: len(turns._drawing) == MAX_PAGES, PATIENCE)
    threads.append(drawing(3))
    threads[-1].join(0.2)
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
