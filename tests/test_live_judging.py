"""The judge of the live benchmark finds what it is there to find."""

from types import SimpleNamespace

from bench.streams.screens import judge

WRITTEN = [(2, 10.0, 0.01), (3, 11.0, 0.01)]


def screen(*came: tuple[float, int]) -> SimpleNamespace:
    return SimpleNamespace(numbers=lambda: list(came))


def faults(*came: tuple[float, int]) -> tuple[float, ...]:
    found = judge([screen(*came)], WRITTEN)  # type: ignore[list-item]
    return tuple(found[name] for name in ("lost", "doubled", "misordered", "covered later"))


def test_a_screen_that_heard_everything_is_without_fault_and_its_time_is_taken() -> None:
    assert faults((9, 1), (10.5, 2), (11.5, 3)) == (0, 0, 0, 0)
    assert judge([screen((10.25, 2), (11.25, 3))], WRITTEN)["median ms"] == 250  # type: ignore[list-item]


def test_a_number_that_never_came_is_lost() -> None:
    assert faults((9, 1), (10.5, 2)) == (1, 0, 0, 0)


def test_a_later_look_covers_an_earlier_event_and_that_is_counted() -> None:
    assert faults((9, 1), (11.5, 3)) == (0, 0, 0, 1)


def test_a_number_that_came_twice_is_doubled() -> None:
    assert faults((9, 1), (10.5, 2), (10.6, 2), (11.5, 3)) == (0, 1, 0, 0)


def test_a_number_after_a_higher_one_is_misordered() -> None:
    assert faults((9, 1), (11.5, 3), (11.6, 2)) == (0, 0, 1, 1)
