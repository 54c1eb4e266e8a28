"""A school's risk as it stands on a day, read in a fixed number of queries; how it came to be so is read apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from taskgroups.evaluation.agreed import Agreed
from taskgroups.evaluation.picture import MET, AreaState, DescriptorState, Picture
from taskgroups.evaluation.queries import packs_judged, picture_from
from taskgroups.evaluation.strength import Strength
from taskgroups.frameworks.pack import Pack
from taskgroups.improvement.because import Because, of_distance, of_showing
from taskgroups.improvement.gaps import Gap, gaps
from taskgroups.improvement.lowering import Effect, Open, effects
from taskgroups.improvement.models import Action
from taskgroups.improvement.past import Key
from taskgroups.improvement.reading_past import current_judgements, judgements_of, last_day, past_of, present_of
from taskgroups.improvement.reading_soon import known_of_inspections
from taskgroups.improvement.retelling import Today, as_it_stood
from taskgroups.improvement.risk import Risk, Soon, Standing, Stated, of_school, stated
from taskgroups.improvement.saying import of_the_school
from taskgroups.improvement.soon import Coming
from taskgroups.schools.models import School


@dataclass(frozen=True)
class AreaRisk:
    """What is said of one area, and why: how far it is from the line, and how well it could be shown."""

    state: AreaState
    standing: Standing
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
    now: Today
    open: tuple[Open, ...]
    packs: tuple[Pack, ...]
    strengths: Mapping[Key, Strength]

    @property
    def risk(self) -> Risk:
        """The highest of its areas."""
        return of_school(one.stated.risk for one in self.areas)

    @property
    def decided_by(self) -> list[AreaRisk]:
        """The areas that have the school's risk."""
        return [one for one in self.areas if one.stated.risk == self.risk]

    @property
    def in_words(self) -> str:
        """What follows for the school, in a sentence or two."""
        deciding, unsaid = ([one.state.area.name for one in some] for some in (self.decided_by, self.unsaid))
        return of_the_school(self.risk, deciding, unsaid)

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
        areas = {one.state.area.slug: one.standing for one in self.areas}

        def at(area: str, descriptor: str) -> tuple[str, bool]:
            key = (area, descriptor)
            return self.now.answers.get(key, ""), self.now.shown(key)

        return effects(self.open, areas, at, self.soon)

    def _strength(self, state: AreaState, one: DescriptorState) -> Strength:
        return self.strengths[state.area.slug, one.descriptor.slug]


def risk_of(school: School, pack: Pack, today: date | None = None, *, agreed: Agreed = Agreed.ALL) -> SchoolRisk:
    """Return a school's risk on a day; seven queries, whatever is on file. `agreed` is what the reader may know of
    that which Task Groups agreed.

    Under a framework that has ended it is told up to its last day, or the last day the school judged under it: then,
    as for any earlier day, one query more. Today is read from what stands, and no earlier version is looked at.
    """
    end = last_day(school, pack, today or timezone.localdate())
    if end == timezone.localdate():
        judgements = current_judgements(school, pack, agreed)
        now = present_of(school, pack, judgements)
    else:
        judgements = [one for one in judgements_of(school, pack, agreed) if timezone.localdate(one.made_at) <= end]
        now = as_it_stood(past_of(school, pack, judgements, end, {}), end)
    found = known_of_inspections(school).coming(end)
    soon = found.soon(end)
    picture = picture_from(school, pack, judgements)
    strengths = _strengths(picture, now)
    areas = tuple(_area(state, soon, now, strengths) for state in picture.areas)
    return SchoolRisk(
        school_urn=school.urn, pack=pack, on=end, picture=picture, areas=areas, coming=found, soon=soon, now=now,
        open=_open(school, pack), packs=tuple(packs_judged(school)), strengths=strengths,
    )  # fmt: skip


def _open(school: School, pack: Pack) -> tuple[Open, ...]:
    """The open actions under a framework version, the soonest due first; one query."""
    rows = Action.objects.filter(school=school, pack=pack.slug, status__in=Action.UNFINISHED).order_by("due", "pk")
    return tuple(
        Open(*said) for said in rows.values_list("public_id", "what", "area", "descriptor", "due", "owner__name")
    )


def _strengths(picture: Picture, now: Today) -> dict[Key, Strength]:
    """How strong the evidence is for each statement that is called met: nobody asks it of another."""
    places = ((state.area.slug, one) for state in picture.areas for one in state.descriptors)
    met = ((area, one.descriptor) for area, one in places if one.answer == MET)
    return {(area, one.slug): now.strength(area, one.slug, one.text) for area, one in met}


def _area(state: AreaState, soon: Soon, now: Today, strengths: Mapping[Key, Strength]) -> AreaRisk:
    def found(one: DescriptorState) -> Strength:
        return strengths[state.area.slug, one.descriptor.slug]

    standing = now.standing(state.area.slug)
    return AreaRisk(state, standing, stated(standing, soon), of_distance(state), of_showing(state, found))
