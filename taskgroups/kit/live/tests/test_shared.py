"""One answer for the many who ask the same within a moment, and never for longer, nor for more than fit."""

import threading

import pytest

from taskgroups.kit.live.shared import Shared


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_answer_is_made_once_for_its_seconds_and_then_anew() -> None:
    clock, made = Clock(), iter(range(9))
    shared: Shared[int] = Shared(2, 10, clock)
    first = [shared.get("a", lambda: next(made)) for _ in range(3)]
    clock.now += 2
    assert (first, shared.get("a", lambda: next(made)), shared.get("b", lambda: next(made))) == ([0, 0, 0], 1, 2)


def test_the_oldest_gives_way_when_there_is_no_room() -> None:
    shared: Shared[int] = Shared(2, 3, Clock())
    for key in range(50):
        shared.get(key, lambda: 1)
    assert (len(shared), shared.get(49, lambda: 2), shared.get(0, lambda: 2)) == (3, 1, 2)


def test_those_who_ask_meanwhile_wait_for_the_one_who_makes_it() -> None:
    shared: Shared[int] = Shared(2, 3)
    begun, go, made, got = threading.Event(), threading.Event(), [], []

    def make() -> int:
        made.append(1)
        begun.set()
        go.wait(10)
        return 7

    asking = [threading.Thread(target=lambda: got.append(shared.get("a", make))) for _ in range(4)]
    for one in asking:
        one.start()
    begun.wait(10)
    go.set()
    for one in asking:
        one.join(10)
    assert (got, made) == ([7] * 4, [1])


def test_what_could_not_be_made_is_not_kept() -> None:
    shared: Shared[int] = Shared(2, 3, Clock())

    def fails() -> int:
        raise RuntimeError("no database")

    with pytest.raises(RuntimeError):
        shared.get("a", fails)
    assert (len(shared), shared.get("a", lambda: 1)) == (0, 1)
