"""The interval against published figures, and the drawing."""

from datetime import UTC, datetime

import pytest

from taskgroups.meetings.projections.balance import Balance
from taskgroups.practice.trend import between, points, wilson

AT = datetime(2026, 11, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),  # the first three are the examples of Newcombe, Statistics in Medicine 17 (1998)
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (10, 10, 0.7225, 1.0)],
)
def test_the_interval_is_wilson_s(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=0.0001)


def test_few_clauses_have_no_share_to_draw() -> None:
    few, enough = points([("A", AT, Balance(8, 1)), ("B", AT, Balance(18, 2))])
    assert (few.y, few.low, enough.low, enough.high) == (None, None, 70, 97)


def test_a_higher_share_stands_higher() -> None:
    lower, higher = points([("A", AT, Balance(10, 10)), ("B", AT, Balance(19, 1))])
    assert (lower.y or 0) > (higher.y or 0) > higher.y_high


def test_the_interval_is_said_in_words() -> None:
    assert (between(Balance(18, 2)), between(Balance(2, 0))) == ("70 to 97 in 100", "")
