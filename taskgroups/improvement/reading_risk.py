"""A school's risk as it stands and how it came to be so, read in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from taskgroups.evaluation.models import Judgement
from taskgroups.evaluation.picture import AreaState, DescriptorState, Picture
from taskgroups.evaluation.queries import picture_from
from taskgroups.evaluation.strength import Strength
from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Pack
from taskgroups.improvement.because import Because, of_distance, of_showing
from taskgroups.improvement.gaps import Gap, gaps
from taskgroups.improvement.lowering import Effect, Open, effects
from taskgroups.improvement.models import Action, ExpectedInspection
from taskgroups.improvement.reading_past import judgements_of, past_of
from taskgroups.improvement.retelling import Story, Today, tell
from taskgroups.improvement.risk import Risk, Soon, Stated, of_school
from taskgroups.improvement.soon import Coming, Expected, Inspected, coming
from taskgroups.schools.models import Inspection, School

BACK, NO_STORY = timedelta(days=183), timedelta(0)
UNFINISHED = (Action.Status.NOT_STARTED, Action.Status.UNDER_WAY)


@dataclass(frozen=True)
class AreaRisk:
    """What is said of one area, and why: how far it is from the line, and how well it could be shown."""

    state: AreaState
    stated: Stated
    distance: tuple[Because, ...]
    showing: tuple[Because, ...]


@dataclass(frozen=True)
class SchoolRisk:
    """What is said of a school under one framework version at the end of a day."""

    school_urn: int
    pack: Pack
    on: date
    picture: Picture
    areas: tuple[AreaRisk, ...]
    coming: Coming
    soon: Soon
    story: Story
    now: Today
    open: tuple[Open, ...]
    packs: tuple[Pack, ...]

    @property
    def risk(self) -> Risk:
        """The highest of its areas."""
        return of_school(one.stated.risk for one in self.areas)

    @property
    def decided_by(self) -> list[AreaRisk]:
        """The areas that have the school's risk."""
        return [one for one in self.areas if one.stated.risk == self.risk]

    @property
    def unsaid(self) -> list[AreaRisk]:
        """The areas of which nothing can be said yet."""
        return [one for one in self.areas if one.stated.risk == Risk.UNSAID]

    def gaps(self) -> tuple[Gap, ...]:
        """Every gap, ranked; no query."""
        risks = {one.state.area.slug: one.stated.risk for one in self.areas}
        states = [one.state for one in self.areas]
        return gaps(states, self._strength, risks, today=self.on, likely_from=self.coming.likely_from)

    def effects(self) -> tuple[tuple[Effect, ...], tuple[Open, ...]]:
        """What each open action would do, the most first, and those of which nothing can be reckoned; no query."""
        areas = {one.state.area.slug: self.now.standing(one.state.area.slug) for one in self.areas}

        def at(area: str, descriptor: str) -> tuple[str, bool]:
            key = (area, descriptor)
            return self.now.answers.get(key, ""), self.now.shown(key)

        return effects(self.open, areas, at, self.soon)

    def _strength(self, state: AreaState, one: DescriptorState) -> Strength:
        return self.now.strength(state.area.slug, one.descriptor.slug, one.descriptor.text)


def risk_of(school: School, pack: Pack, today: date | None = None, *, back: timedelta = BACK) -> SchoolRisk:
    """Return a school's risk on a day with the story of the year before; eight queries, whatever is on file.

    Under a framework that has ended it is told up to its last day, or the last day the school judged under it.
    """
    everything = judgements_of(school)
    judgements = [one for one in everything if one.pack == pack.slug]
    actions, shows = _actions(school, pack)
    end = _end(pack, judgements, today or timezone.localdate())
    past = past_of(school, pack, judgements, end - back, shows)
    known, said = _inspected(school), _expected(school)
    packs = shelf.packs()

    def soon_on(on: date) -> tuple[Soon, Because]:
        found = coming(packs, known, said, on)
        return found.soon(on), found.because

    anchors = {end - back, end, *(one.on for one in known), *(one.said_on for one in said)}
    anchors |= {one.starts for one in packs.values()}
    turns = anchors | {day for on in anchors for day in coming(packs, known, said, on).turns()}
    story, now = tell(past, soon_on, turns, end - back, end)
    picture = picture_from(school, pack, [one for one in judgements if timezone.localdate(one.made_at) <= end])
    found = coming(packs, known, said, end)
    areas = tuple(_area(state, story, now) for state in picture.areas if state.area.slug in story.last)
    return SchoolRisk(
        school_urn=school.urn, pack=pack, on=end, picture=picture, areas=areas, coming=found, soon=found.soon(end),
        story=story, now=now, open=actions, packs=_judged_under(everything),
    )  # fmt: skip


def _judged_under(judgements: list[Judgement]) -> tuple[Pack, ...]:
    """The framework versions the school has judged under, the newest first."""
    slugs = {one.pack for one in judgements}
    return tuple(one for one in reversed(shelf.packs().values()) if one.slug in slugs)


def _actions(school: School, pack: Pack) -> tuple[tuple[Open, ...], dict[int, str]]:
    """The open actions under a framework version, the soonest due first, and the action that each item of evidence
    closed; one query."""
    rows = Action.objects.filter(school=school).order_by("due", "pk")
    columns = ("public_id", "what", "area", "descriptor", "due", "owner__name", "pack", "status", "evidence")
    found, shows = {}, {}
    for *said, of, status, evidence in rows.values_list(*columns):
        if evidence:
            shows[evidence] = said[1]
        if status in UNFINISHED and of == pack.slug:
            found[said[0]] = Open(*said)
    return tuple(found.values()), shows


def _area(state: AreaState, story: Story, now: Today) -> AreaRisk:
    def strengths(one: DescriptorState) -> Strength:
        return now.strength(state.area.slug, one.descriptor.slug, one.descriptor.text)

    return AreaRisk(state, story.last[state.area.slug], of_distance(state), of_showing(state, strengths))


def _end(pack: Pack, judgements: list[Judgement], today: date) -> date:
    if pack.until is None or pack.until >= today:
        return today
    last = max((timezone.localdate(one.made_at) for one in judgements), default=pack.until)
    return min(today, max(pack.until, last))


def _inspected(school: School) -> list[Inspected]:
    """The school's inspections with their grades; one query."""
    rows = Inspection.objects.filter(school=school).order_by("started_on", "pk")
    found: dict[int, Inspected] = {}
    for pk, on, framework, judgement, grade in rows.values_list(
        "pk", "started_on", "framework", "grades__judgement", "grades__grade"
    ):
        if on is not None:
            before = found.get(pk, Inspected(pk, on, framework))
            grades = (*before.grades, (judgement, grade)) if judgement else before.grades
            found[pk] = Inspected(pk, on, framework, grades)
    return list(found.values())


def _expected(school: School) -> list[Expected]:
    rows = ExpectedInspection.objects.filter(school=school).order_by("at", "pk")
    return [
        Expected(pk, timezone.localdate(at), day, why)
        for pk, at, day, why in rows.values_list("pk", "at", "likely_from", "why")
    ]
