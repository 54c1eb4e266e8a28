"""The interval of a difference between the two sides of pairs, against cases worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskgroups.track.core.interval import Table, newcombe, wilson

TABLES = st.builds(Table, *[st.integers(0, 60)] * 4).filter(lambda table: table.pairs)


def test_one_share_by_hand():
    """19 of 41: the middle is (0.46341 + 0.04685) / 1.09369, half its width 0.14599."""
    low, high = wilson(19, 41)
    assert (round(low, 4), round(high, 4)) == (0.3206, 0.6125)


def test_a_difference_by_hand():
    """14 both, 5 the first alone, 22 neither (Altman and others, 'Statistics with confidence', 2000, table 6.2).

    Shares 19/41 and 14/41, difference 0.1220. Wilson: 0.3206 to 0.6125 and 0.2158 to 0.4937. How alike: 14 × 22 is 308,
    less half of 41 is 287.5, by the root of 19 × 22 × 14 × 27 (397.50) is 0.7233. Down: the root of 0.1428² less
    2 × 0.7233 × 0.1428 × 0.1522 and 0.1522² more, 0.1105. Up: 0.1491 and 0.1257 likewise, 0.1045.
    """
    low, high = newcombe(Table(both=14, first_only=5, neither=22))
    assert (round(low, 3), round(high, 3)) == (0.011, 0.226)


def test_pairs_that_are_all_alike_still_leave_room_for_chance():
    low, high = newcombe(Table(both=20))
    assert (round(low, 3), round(high, 3)) == (-0.161, 0.161)


@given(TABLES)
def test_the_difference_is_within_it_and_it_within_reason(table):
    low, high = newcombe(table)
    assert -1 <= low <= table.difference <= high <= 1


@given(TABLES)
def test_sides_changed_over_turn_it_round(table):
    low, high = newcombe(table)
    turned = newcombe(Table(table.both, table.second_only, table.first_only, table.neither))
    assert turned == pytest.approx((-high, -low))


@given(TABLES)
def test_more_of_the_same_make_it_narrower(table):
    low, high = newcombe(table)
    more = newcombe(Table(*(4 * one for one in (table.both, table.first_only, table.second_only, table.neither))))
    assert more[1] - more[0] < high - low
