"""How soon an inspection is likely: what the school says first, then the usual interval."""

from datetime import date

import pytest

from taskgroups.frameworks import shelf
from taskgroups.improvement.because import Ref
from taskgroups.improvement.risk import Soon
from taskgroups.improvement.soon import Coming, Expected, Inspected, coming, found_below

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def packs():
    return shelf.packs()


def inspected(on: date, *grades: tuple[str, str], framework: str = "") -> Inspected:
    return Inspected(7, on, framework, grades)


def graded(packs, on: date, name: str) -> Inspected:
    """An inspection under the framework then in force with one grade."""
    return inspected(on, ("Some area", name), framework=shelf.pack_on(on).slug)


def test_the_usual_interval_follows_the_last_inspection(packs):
    found = coming(packs, [graded(packs, date(2024, 3, 5), "Good")], [], TODAY)
    assert (found.likely_from, found.soon(TODAY)) == (date(2028, 3, 5), Soon.NEARING)
    assert "began on 5 March 2024; the usual interval of 48 months ends in March 2028" in found.because.words
    assert found.because.about == Ref("inspection", "7")


def test_it_is_shorter_after_one_that_found_something_below_the_line(packs):
    found = coming(packs, [graded(packs, date(2024, 6, 5), "Requires improvement")], [], TODAY)
    assert (found.likely_from, found.soon(TODAY)) == (date(2026, 12, 5), Soon.ANY_TIME)


def test_what_the_school_expects_counts_until_an_inspection_comes(packs):
    said = Expected(3, date(2026, 9, 1), date(2027, 1, 1), "Letter from the regional office")
    before = graded(packs, date(2021, 3, 5), "Good")
    assert coming(packs, [before], [said], TODAY).likely_from == date(2027, 1, 1)
    came = graded(packs, date(2026, 10, 1), "Expected standard")
    assert coming(packs, [before, came], [said], TODAY).because.kind == "interval"


def test_taken_back_it_goes_by_the_interval_again(packs):
    said = [Expected(1, date(2026, 9, 1), date(2027, 1, 1), "A"), Expected(2, date(2026, 9, 1), None, "B")]
    assert coming(packs, [], said, TODAY).because.kind == "unknown"


def test_nothing_known_is_neither_soon_nor_far(packs):
    found = coming(packs, [], [], TODAY)
    assert (found.likely_from, found.soon(TODAY), found.turns()) == (None, Soon.NEARING, ())


def test_what_was_not_known_yet_does_not_count(packs):
    later = graded(packs, date(2026, 11, 24), "Good")
    assert coming(packs, [later], [], TODAY).likely_from is None


@pytest.mark.parametrize(
    ("likely", "is_"),
    [
        (date(2020, 1, 1), Soon.ANY_TIME),
        (date(2027, 5, 22), Soon.ANY_TIME),
        (date(2027, 5, 23), Soon.NEARING),
        (date(2028, 5, 23), Soon.NEARING),
        (date(2028, 5, 24), Soon.LATER),
    ],
)
def test_soon_turns_on_its_days(likely: date, is_: Soon, packs) -> None:
    assert Coming(likely, coming(packs, [], [], TODAY).because).soon(TODAY) == is_


def test_no_grade_is_read_under_another_framework(packs):
    old = next(iter(packs.values()))
    assert found_below(old, inspected(TODAY, ("Any", "Needs attention"))) is False
    assert found_below(None, inspected(TODAY, ("Any", "Inadequate"))) is False
    assert found_below(old, inspected(TODAY, ("Any", "Inadequate"))) is True
