"""Who is given whom: as many as can be, as near as can be, against trying everything."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from taskgroups.track.core.assignment import NOBODY, assign

COSTS = st.lists(st.dictionaries(st.integers(0, 5), st.integers(0, 9).map(float), max_size=5), max_size=5)


def cost(costs, given_) -> float:
    return sum(NOBODY if column is None else costs[at][column] for at, column in enumerate(given_))


def best(costs) -> float:
    """The cheapest by trying every order: nobody is a column of each row's own."""
    columns = [*range(6), *[None] * len(costs)]
    tried = {tuple(order) for order in permutations(columns, len(costs))}
    possible = [one for one in tried if all(c is None or c in costs[at] for at, c in enumerate(one))]
    return min(cost(costs, one) for one in possible)


def test_the_nearest_goes_to_whom_it_helps_most():
    assert assign([{1: 1.0, 2: 2.0}, {1: 1.5}]) == [2, 1]


def test_nobody_is_left_out_to_bring_others_nearer():
    assert assign([{1: 0.0, 2: 9.0}, {1: 0.0}]) == [2, 1]


def test_who_has_no_candidate_gets_none():
    assert assign([{}, {3: 1.0}]) == [None, 3]


@given(COSTS.filter(lambda costs: len(costs) < 4))
def test_it_is_the_best_there_is(costs):
    found = assign(costs)
    taken = [column for column in found if column is not None]
    assert len(taken) == len(set(taken))
    assert cost(costs, found) == best(costs)


@given(COSTS, st.randoms())
def test_the_order_of_names_never_matters(costs, random):
    order = list(range(len(costs)))
    random.shuffle(order)
    mixed = assign([costs[at] for at in order])
    assert cost(costs, assign(costs)) == sum(
        NOBODY if column is None else costs[at][column] for at, column in zip(order, mixed, strict=True)
    )
