"""The rule of strength: its cases, and what holds of every evidence base there could be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskgroups.evaluation.models import Evidence
from taskgroups.evaluation.strength import MARKS, SPANS, Age, Item, Level, age_of, strength, weigh

TODAY = date(2026, 11, 23)
FULL = Item(1, "Phonics check", "data", date(2026, 6, 20), "English lead", "whole", "direct")
items = st.builds(
    Item,
    key=st.integers(1, 9),
    title=st.sampled_from(["Book look", "Survey", "Minutes"]),
    kind=st.sampled_from(sorted(SPANS)),
    dated=st.dates(date(2022, 1, 1), TODAY),
    confirmed_by=st.sampled_from(["", "Governor"]),
    covers=st.sampled_from(["", "part", "several", "whole"]),
    direct=st.sampled_from(["", "direct", "reported"]),
    kept=st.booleans(),
)
bases = st.lists(items, max_size=6)


def level(*found: Item, on: date = TODAY) -> Level:
    return strength("Pupils read well", [weigh(one, on) for one in found]).level


def stronger(item: Item) -> list[Item]:
    """The same item with one thing more."""
    return [
        item._replace(confirmed_by="Governor"),
        item._replace(covers="whole"),
        item._replace(direct="direct"),
        item._replace(kept=True),
        item._replace(dated=max(item.dated, TODAY)),
    ]


@pytest.mark.parametrize(
    ("item", "is_"),
    [
        (FULL, Level.STRONG),
        (FULL._replace(confirmed_by=" "), Level.PARTIAL),
        (FULL._replace(confirmed_by="", direct="reported"), Level.PARTIAL),
        (FULL._replace(confirmed_by="", direct="", covers="part"), Level.THIN),
        (FULL._replace(kept=False), Level.THIN),
        (FULL._replace(dated=date(2025, 11, 1)), Level.PARTIAL),
        (FULL._replace(dated=date(2024, 11, 1)), Level.THIN),
    ],
)
def test_one_item_is_as_strong_as_its_marks(item: Item, is_: Level) -> None:
    assert level(item) == is_


def test_nothing_is_nothing() -> None:
    assert (level(), strength("Pupils read well", []).because) == (
        Level.NONE, ("Nothing is linked to ‘Pupils read well’.",),
    )  # fmt: skip


def test_different_kinds_bear_one_another_out() -> None:
    seen = Item(2, "Lesson visits", "seen", TODAY, covers="part", direct="direct")
    told = Item(3, "Survey", "data", TODAY, covers="whole")

    assert [level(seen), level(told), level(seen, told)] == [Level.PARTIAL, Level.PARTIAL, Level.STRONG]


def test_every_item_that_was_needed_is_named() -> None:
    told = Item(1, "Survey", "data", date(2025, 9, 1), "Governor", direct="direct")
    seen = Item(2, "Visits", "seen", TODAY, "Governor")
    work = Item(3, "Books", "work", date(2026, 4, 1), "Governor", covers="several")

    found = strength("Pupils read well", [weigh(one, TODAY) for one in (told, seen, work)])
    assert (found.level, found.because[0]) == (
        Level.STRONG, "‘Visits’, ‘Books’ and ‘Survey’ differ in kind and have all four marks together.",
    )  # fmt: skip


def test_more_of_the_same_kind_is_not_another_source() -> None:
    one = Item(2, "Lesson visits", "seen", TODAY, covers="part", direct="direct")

    assert level(one, one._replace(key=3, covers="whole")) == Level.PARTIAL


def test_two_thin_items_of_different_kinds_are_partial() -> None:
    assert level(Item(1, "Visit", "seen", TODAY), Item(2, "Minutes", "document", TODAY)) == Level.PARTIAL


@pytest.mark.parametrize(("kind", "span"), SPANS.items())
def test_every_kind_fades_in_its_own_time(kind: str, span) -> None:
    day = date(2026, 1, 31)
    ages = [
        age_of(kind, day, day + timedelta(days=round(30.44 * months)))
        for months in (span.current - 1, span.current + 1, span.past + 1)
    ]

    assert ages == [Age.CURRENT, Age.FADING, Age.PAST]


def test_how_many_months_each_kind_holds() -> None:
    assert {kind: (span.current, span.past) for kind, span in SPANS.items()} == {
        "data": (12, 24), "seen": (4, 12), "heard": (4, 12), "work": (6, 12), "document": (12, 36),
    }  # fmt: skip


def test_the_last_day_of_fading_is_not_out_of_date() -> None:
    dated = [date(2025, 11, 23), date(2025, 11, 22)]
    assert [age_of("seen", one, TODAY) for one in dated] == [Age.FADING, Age.PAST]


def test_of_several_items_the_best_level_the_newest_date_and_the_kinds_are_told() -> None:
    past = Item(2, "Visits", "seen", date(2025, 11, 1))
    both = strength("Pupils read well", [weigh(one, TODAY) for one in (past, FULL)])
    assert (both.level, both.age, both.newest) == (Level.STRONG, Age.CURRENT, FULL.dated)
    assert (both.kinds, both.confirmed) == (("data", "seen"), 1)


def test_what_cannot_be_looked_at_says_so() -> None:
    assert "no file, place or words are kept" in weigh(FULL._replace(kept=False), TODAY).because


def test_the_rule_knows_every_kind_there_is() -> None:
    assert set(SPANS) == set(Evidence.Kind.values)


def test_because_says_what_is_there_and_what_is_missing() -> None:
    assert weigh(FULL._replace(confirmed_by=""), TODAY).because == (
        "‘Phonics check’ is current, is first-hand and covers enough of the school; it is confirmed by nobody else yet."
    )


def test_a_date_at_the_end_of_time_breaks_nothing() -> None:
    assert age_of("document", date.max, date.max) == Age.CURRENT


@given(bases, items)
def test_more_evidence_never_lowers(base: list[Item], more: Item) -> None:
    assert level(*base, more) >= level(*base)


@given(bases, items, st.integers(0, 4))
def test_stronger_evidence_never_lowers(base: list[Item], item: Item, which: int) -> None:
    assert level(*base, stronger(item)[which]) >= level(*base, item)


@given(bases, st.randoms())
def test_order_never_matters(base: list[Item], dice) -> None:
    keyed = [one._replace(key=number) for number, one in enumerate(base)]
    mixed = dice.sample(keyed, len(keyed))
    one, two = (strength("x", [weigh(item, TODAY) for item in found]) for found in (keyed, mixed))

    assert (one.level, one.because, one.age, one.kinds) == (two.level, two.because, two.age, two.kinds)


@given(bases, st.integers(0, 2000))
def test_time_never_raises(base: list[Item], days: int) -> None:
    assert level(*base, on=TODAY + timedelta(days=days)) <= level(*base)


@given(bases)
def test_every_statement_has_a_because_that_names_something_on_file(base: list[Item]) -> None:
    found = strength("Pupils read well", [weigh(one, TODAY) for one in base])
    names = [f"‘{one.title}’" for one in base] or ["‘Pupils read well’"]

    assert found.because
    assert all(any(name in sentence for name in names) for sentence in found.because)


@given(items)
def test_a_single_item_alone_is_worth_what_it_is_worth(item: Item) -> None:
    weighed = weigh(item, TODAY)
    assert (level(item), weighed.marks <= MARKS.keys()) == (weighed.level, True)
