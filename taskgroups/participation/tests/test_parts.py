"""The parts of a school year, the counts in sixes and the marks of the picture. No database."""

from datetime import date

import pytest

from taskgroups.participation.counting import counts_of, in_sixes
from taskgroups.participation.parts import Kind, Part, Taking, ends_of, narrowed, year_of
from taskgroups.participation.picture import APART, draw
from taskgroups.participation.table import cells_of


def part(kind: Kind = Kind.SAT, on: date = date(2026, 10, 6), planned: bool = False) -> Part:
    return Part(kind, on, "Alder Primary School", 990001, "key", planned)


def somebody(name: str = "Ben Birch", *parts: Part, until: date | None = None) -> Taking:
    return Taking(1, name, "Head of Birch Primary School", (990002,), until, parts)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_a_school_year_begins_in_september(day: date, year: int) -> None:
    assert year_of(day) == year
    assert ends_of(year)[0] <= day <= ends_of(year)[1]


def test_only_what_was_held_counts_and_what_is_planned_stands_apart() -> None:
    one = somebody("Ben", part(), part(Kind.CHAIRED, planned=True))
    assert (len(one.sat), one.chaired, len(one.planned), one.none_yet) == (1, [], 1, False)
    assert somebody("Ben", part(planned=True)).none_yet


def test_somebody_who_has_left_is_not_without_a_part_yet() -> None:
    assert not somebody("Ben", until=date(2026, 10, 1)).none_yet


def test_a_search_takes_every_word_of_name_and_school() -> None:
    rows = [somebody("Ben Birch"), somebody("Asha Alder", part())]
    assert [one.name for one in narrowed(rows, "birch ben", none_yet=False)] == ["Ben Birch"]
    assert [one.name for one in narrowed(rows, "birch primary", none_yet=False)] == ["Ben Birch", "Asha Alder"]
    assert [one.name for one in narrowed(rows, "", none_yet=True)] == ["Ben Birch"]


@pytest.mark.parametrize(
    ("many", "whole", "told"),
    [(0, 40, 0), (5, 40, 0), (6, 40, 6), (11, 40, 6), (34, 40, 30), (40, 40, 30), (12, 12, 6), (11, 12, 6), (6, 11, 0)],
)
def test_a_count_is_told_in_sixes_and_leaves_six_out(many: int, whole: int, told: int) -> None:
    assert in_sixes(many, whole) == told


def test_one_person_more_is_never_seen_at_either_end() -> None:
    assert all(whole - in_sixes(n, whole) >= 6 for whole in range(12, 60) for n in range(whole + 1))


def test_fewer_than_twelve_are_not_counted_at_all() -> None:
    assert counts_of([somebody(str(n)) for n in range(11)]) is None


def test_who_has_left_is_not_counted() -> None:
    people = [somebody(str(n), part()) for n in range(12)] + [somebody("x", part(), until=date(2026, 10, 1))]
    found = counts_of(people)
    assert found is not None
    assert (found.people, dict(found.rows)["Sat in a Task Group of another school"]) == (12, 6)


def test_marks_of_one_day_stand_side_by_side_and_none_beyond_the_year() -> None:
    picture = draw(2026, [("Alder", [part(on=date(2027, 8, 31)) for _ in range(3)])], date(2027, 1, 1))
    xs = [one.x for one in picture.lanes[0].marks]
    assert (xs[1] - xs[0], xs[2] - xs[1]) == (APART, APART)
    assert xs[-1] <= picture.width


def test_the_picture_says_in_words_what_it_shows() -> None:
    parts = [part(Kind.CHAIRED), part(), part(Kind.HOSTED), part(planned=True)]
    picture = draw(2026, [("Alder", parts), ("Birch", [])], date(2030, 1, 1))
    assert picture.label == "Alder: chaired 1, sat in 1, hosted 1, 1 planned. Birch: nothing yet."
    assert (picture.today, [name for _, name in picture.months][:5]) == (None, ["Sep", "Oct", "Nov", "Dec", "Jan"])


def test_a_long_name_is_cut_short_in_the_drawing_and_said_whole_beside_it() -> None:
    name = "Our Lady and Saint Bartholomew-the-Great Roman Catholic Voluntary Aided Primary School"
    picture = draw(2026, [(name, [])], date(2030, 1, 1))
    assert (picture.lanes[0].title, picture.label) == (
        "Our Lady and Saint Bartholomew-the-Great Roman…",
        f"{name}: nothing yet.",
    )


def test_a_row_of_the_spreadsheet_says_where_and_when() -> None:
    [row] = cells_of([somebody("Ben", part(), part(Kind.CHAIRED, planned=True))])
    sat, planned = "Alder Primary School, 6 October 2026", "Chairs, Alder Primary School, 6 October 2026"
    assert row[2:] == ["", sat, "", "", planned, False]
