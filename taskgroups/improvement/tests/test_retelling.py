"""The story of risk: each change with what caused it, and its end the same as what stands."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from taskgroups.evaluation.strength import weigh
from taskgroups.evaluation.tests.test_strength import items
from taskgroups.improvement.because import Because, Ref
from taskgroups.improvement.lanes import lane, marks
from taskgroups.improvement.past import Judged, Past, Place, Spell, Use, spells_of
from taskgroups.improvement.retelling import as_it_stood, tell
from taskgroups.improvement.risk import Risk, Showing, Soon
from taskgroups.improvement.tests.made_risk import AREA, FULL, STATEMENTS, THIN, TODAY, at

SINCE = TODAY - timedelta(days=183)
PLACES = (Place(AREA, STATEMENTS),)
WHY = Because("expected", "The school said so.", Ref("expected", "1"))


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def judged(ago: int, descriptor: str, value: str, voice: str = "school") -> Judged:
    return Judged(at(day(ago)), day(ago), "reading", descriptor, voice, value)


ALL_MET = [judged(90, "", "good"), *(judged(90, one.slug, "met") for one in STATEMENTS)]


def use(evidence: int, ago: int, until: int | None = None, descriptor: str = "d0") -> Use:
    return Use(evidence, "reading", descriptor, day(ago), None if until is None else day(until))


def spell(item, ago: int, until: int | None = None, why: str = "added") -> Spell:
    return Spell(day(ago), None if until is None else day(until), item, why)


def story(past: Past, soon=Soon.NEARING, turns=()):
    return tell(past, soon if callable(soon) else (lambda _: (soon, WHY)), turns, SINCE, TODAY)[0]


def shown_all(more: dict[int, list[Spell]] | None = None, uses=()) -> Past:
    """A school that calls everything met, and shows all but the first statement."""
    spells = {9: [spell(FULL._replace(key=9, title="Survey", kind="data"), 100)], **(more or {})}
    return Past(PLACES, ALL_MET, spells, [*(use(9, 100, None, f"d{n}") for n in (1, 2, 3)), *uses])


def test_evidence_that_is_linked_lowers_risk_and_is_named() -> None:
    told = story(shown_all({1: [spell(FULL, 40)]}, [use(1, 30)]))
    last = told.changes[-1]
    assert (last.on, last.before.risk, last.after.risk) == (day(30), Risk.SOME, Risk.LOW)
    assert [one.words for one in last.because] == ["‘Book look’ was linked to ‘Pupils do well, 0.’."]


def test_evidence_of_an_action_says_which() -> None:
    past = replace(shown_all({1: [spell(FULL, 40)]}, [use(1, 30)]), shows={1: "Look at books"})
    assert story(past).changes[-1].because[0].words == (
        "‘Book look’, which shows the action ‘Look at books’, was linked to ‘Pupils do well, 0.’."
    )


def test_evidence_taken_away_withdrawn_changed_or_put_back_is_named() -> None:
    def words(spells, uses=()):
        uses = uses or [use(1, 90)]
        return [one.because[0].words for one in story(shown_all({1: spells}, uses)).changes[1:]]

    under = "‘Book look’, under ‘Pupils do well, 0.’, "
    assert words([spell(FULL, 95)], [use(1, 90, 20)]) == ["‘Book look’ was taken away from ‘Pupils do well, 0.’."]
    assert words([spell(FULL, 95, 20)]) == [f"{under}was withdrawn."]
    assert words([spell(THIN, 95, 20), spell(FULL, 20, why="changed")]) == [f"{under}was changed."]
    assert words([spell(FULL, 95, 50), spell(FULL, 20, why="restored")]) == [
        f"{under}was withdrawn.", f"{under}was put back."
    ]  # fmt: skip


def test_time_is_a_cause_too() -> None:
    seen = FULL._replace(title="Visits", kind="seen", dated=date(2025, 10, 23), confirmed_by="", covers="several")
    (last,) = story(shown_all({1: [spell(seen, 95)]}, [use(1, 90)])).changes[1:]
    assert (last.on, last.after.showing) == (date(2026, 10, 24), Showing.PARTLY)
    assert (
        last.because[0].words
        == "‘Visits’, under ‘Pupils do well, 0.’, went out of date: it is more than 12 months old."
    )


def test_a_judgement_is_a_cause() -> None:
    past = replace(shown_all(), judged=[*ALL_MET, judged(10, "d0", "not_yet"), judged(5, "", "not", "group")])
    answered, agreed = story(past).changes[1:]
    assert [one.words for one in answered.because] == [
        "The school said of ‘Pupils do well, 0.’: not yet met; it was met."
    ]
    assert [one.words for one in agreed.because] == ["A Task Group agreed on Not good."]
    assert (agreed.before.risk, agreed.after.risk) == (Risk.SOME, Risk.HIGH)


def test_an_inspection_that_comes_near_changes_every_area() -> None:
    past = replace(shown_all(), judged=[judged(95, "", "not", "group"), *ALL_MET])
    told = story(past, lambda on: (Soon.ANY_TIME if on >= day(7) else Soon.NEARING, WHY), [day(8), day(7)])
    soon, area = told.changes[-2:]
    assert (soon.on, soon.area, soon.after.soon) == (day(7), "", Soon.ANY_TIME)
    assert (area.before.risk, area.after.risk, area.because) == (Risk.SOME, Risk.HIGH, (WHY,))


def test_one_item_at_several_statements_is_said_once() -> None:
    uses = [use(9, 100, None, "d2"), use(9, 100, None, "d3"), use(1, 30, None, "d0"), use(1, 30, None, "d1")]
    past = replace(shown_all({1: [spell(FULL, 40)]}), uses=uses)
    assert [one.words for one in story(past).changes[-1].because] == [
        "‘Book look’ was linked to ‘Pupils do well, 0.’; the same at 1 statement more."
    ]


def test_what_moves_nothing_is_not_told() -> None:
    more = {1: [spell(FULL, 95)], 2: [spell(THIN, 60)]}
    assert len(story(shown_all(more, [use(1, 90), use(2, 40)])).changes) == 1


def test_the_lane_says_in_words_what_it_draws() -> None:
    told = story(shown_all({1: [spell(FULL, 40)]}, [use(1, 30)]))
    drawn = lane(told, "reading")
    assert drawn.words == "Not said yet at first, some from 25 August 2026, low from 24 October 2026"
    assert round(sum(one.width for one in drawn.pieces), 1) == 200
    assert marks(told, [SINCE, TODAY, TODAY + timedelta(days=1)]) == [0, 200]


def test_spells_leave_out_the_times_away() -> None:
    versions = [(day(90), day(50), THIN), (day(50), None, FULL)]
    assert spells_of(versions, [(day(60), day(40)), (day(10), None)]) == [
        spell(THIN, 90, 60), spell(FULL, 40, 10, "restored")
    ]  # fmt: skip
    assert spells_of([(day(90), None, FULL)], []) == [spell(FULL, 90)]
    assert spells_of([(day(3), day(3), THIN), (day(3), None, FULL)], []) == [spell(FULL, 3, None, "changed")]


answers = st.builds(
    judged,
    st.integers(0, 200),
    st.sampled_from([one.slug for one in STATEMENTS]),
    st.sampled_from(["met", "partly", "not_yet", ""]),
)
placed = st.builds(
    judged, st.integers(0, 200), st.just(""), st.sampled_from(["good", "not", ""]), st.sampled_from(["school", "group"])
)
spans = st.tuples(st.integers(0, 250), st.integers(0, 250))


@st.composite
def pasts(draw) -> Past:
    """Any past of one area: items that read now so, now so, come and go, and fade."""
    spells, uses = {}, []
    for key in range(draw(st.integers(0, 4))):
        begun = draw(st.integers(1, 250))
        changed = draw(st.integers(0, begun - 1))
        away = [(day(max(a, b)), day(min(a, b))) for a, b in draw(st.lists(spans, max_size=2))]
        versions = [(day(begun), day(changed), draw(items)), (day(changed), None, draw(items))]
        spells[key] = spells_of(versions, away[:1])
        for slug in draw(st.sets(st.sampled_from(["d0", "d1", "d2"]), max_size=2)):
            linked = draw(st.integers(0, begun))
            uses.append(use(key, linked, draw(st.one_of(st.none(), st.integers(0, linked))), slug))
    return Past(PLACES, draw(st.lists(st.one_of(answers, placed), max_size=12)), spells, uses)


@settings(max_examples=150)
@given(pasts(), st.integers(0, 182))
def test_the_story_stands_on_every_day_where_the_day_itself_stands(past: Past, ago: int) -> None:
    """Told from day to day, it says of each day what looking at that day alone says."""
    _, now = tell(past, lambda _: (Soon.NEARING, WHY), (), SINCE, day(ago))
    alone = as_it_stood(past, day(ago))
    assert now.standing("reading") == alone.standing("reading")
    assert all(now.strength("reading", s.slug).level == alone.strength("reading", s.slug).level for s in STATEMENTS)


@settings(max_examples=150)
@given(pasts())
def test_every_change_has_a_cause_and_joins_on_to_the_one_before(past: Past) -> None:
    told = story(past)
    said = dict(told.first)
    for one in told.changes:
        assert one.because
        assert one.before == said[one.area]
        said[one.area] = one.after
    assert said == told.last


@given(pasts(), st.randoms())
def test_the_order_in_which_a_past_is_read_makes_no_difference(past: Past, mix) -> None:
    uses = mix.sample(list(past.uses), len(past.uses))
    mixed = replace(past, uses=uses, spells=dict(mix.sample(list(past.spells.items()), len(past.spells))))
    assert story(mixed) == story(past)


def test_weighing_is_as_of_the_day() -> None:
    past = shown_all({1: [spell(FULL._replace(dated=day(400)), 95)]}, [use(1, 90)])
    assert [one.age for one in as_it_stood(past, TODAY).strength("reading", "d0").items] == [
        weigh(FULL._replace(dated=day(400)), TODAY).age
    ]
