"""The picture of a self-evaluation, its gaps and its states: pure, on an invented area."""

from datetime import UTC, date, datetime

import pytest

from taskgroups.evaluation.picture import AreaState, DescriptorState, Picture, Said, Shown, areas_of, find_area, gaps
from taskgroups.frameworks.pack import Area, Descriptor, Grade
from taskgroups.frameworks.shelf import packs

SCALE = (Grade("fine", "Fine"), Grade("fair", "Fair"), Grade("poor", "Poor"))
ROWS = tuple(Descriptor(f"d{n}", f"Statement {n}.", "page 1", "ours") for n in range(4))
AREA = Area("care", "Care", "all", "page 1", SCALE, "fair", False, ROWS)


def said(value: str) -> Said:
    return Said(1, value, "", "Asha Alder", datetime(2026, 11, 23, tzinfo=UTC))


def state(grade: str, *answers: str, items: tuple[int | None, ...] = (0, 0, 0, 0)) -> AreaState:
    rows = [
        DescriptorState(d, said(a) if a else None, None, None if n is None else Shown(n, date(2026, 11, 1)))
        for d, a, n in zip(ROWS, answers, items, strict=True)
    ]
    return AreaState(AREA, said(grade) if grade else None, None, tuple(rows))


def found(one: AreaState) -> list[tuple[str, str, bool]]:
    return [(g.kind, g.descriptor.slug, g.claimed) for g in gaps(Picture(next(iter(packs().values())), (one,)))]


def test_a_claim_at_the_line_has_a_gap_wherever_it_is_not_shown() -> None:
    one = state("fair", "met", "partly", "not_yet", "", items=(0, 1, 0, 0))

    assert found(one) == [
        ("no_evidence", "d0", True), ("partly", "d1", True), ("not_yet", "d2", True), ("not_judged", "d3", True),
    ]  # fmt: skip


def test_met_with_evidence_is_no_gap() -> None:
    assert found(state("fine", *["met"] * 4, items=(1, 1, 2, 9))) == []


def test_below_the_line_only_what_the_school_said_is_a_gap() -> None:
    assert found(state("poor", "met", "partly", "", "")) == [("no_evidence", "d0", False), ("partly", "d1", False)]


def test_where_evidence_may_not_be_known_its_absence_is_no_gap() -> None:
    assert found(state("fair", *["met"] * 4, items=(None,) * 4)) == []


def test_claims_come_first() -> None:
    low, high = state("poor", "partly", "", "", ""), state("fair", "met", "met", "met", "partly", items=(1, 1, 1, 0))
    both = gaps(Picture(next(iter(packs().values())), (low, high)))

    assert [gap.claimed for gap in both] == [True, False]


def test_a_gap_says_because() -> None:
    pack = next(iter(packs().values()))
    [one] = gaps(Picture(pack, (state("fair", "met", "met", "met", "partly", items=(1, 1, 1, 0)),)))

    assert one.because == "The school places Care at Fair; the school says this is partly met."


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (state("", "", "", "", ""), "Not started"),
        (state("fair", "", "", "", ""), "0 of 4 statements judged"),
        (state("", "met", "partly", "", ""), "2 of 4 statements judged"),
        (state("", *["partly"] * 4), "Not placed on the scale yet"),
        (state("fair", "met", "met", "partly", "met", items=(1, 0, 0, 0)), "Evidence missing for 2"),
        (state("fair", "met", "met", "partly", "met", items=(1, 1, 0, 1)), "Judged"),
    ],
)
def test_how_far_an_area_has_come_in_words(one: AreaState, words: str) -> None:
    assert one.state[0] == words


def test_every_framework_gives_its_areas_and_its_overall_judgement_where_it_has_one() -> None:
    for pack in packs().values():
        slugs = [area.slug for area in areas_of(pack, early_years=True, post_16=True)]
        assert slugs == [a.slug for a in pack.areas] + ["overall"] * bool(pack.overall)
        assert [find_area(pack, slug) for slug in (*slugs, "none")][-1] is None


def test_an_area_a_school_does_not_have_is_left_out() -> None:
    for pack in packs().values():
        left = areas_of(pack, early_years=False, post_16=False)
        assert {area.applies for area in left} == {"all"}
