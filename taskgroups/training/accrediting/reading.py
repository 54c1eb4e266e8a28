"""Reads about accreditation: where people stand, who may chair and why, who is on the way in a consortium."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from taskgroups.kit.design.words import day as in_words
from taskgroups.kit.design.words import listed
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, Role, School
from taskgroups.schools.policy import today
from taskgroups.training.accrediting.states import Standing, State, Told, standing
from taskgroups.training.models import MayChair, Mentoring, Step

PHASES = tuple(School.Phase.values)


def standings(people: Collection[int], on: date | None = None) -> dict[int, Standing]:
    """Where each of these people stands, by their key; one query."""
    rows = Step.objects.filter(person__in=people, struck_by=None).exclude(kind=Step.Kind.STRUCK)
    told: dict[int, list[Told]] = defaultdict(list)
    for key, kind, when, until, phases in rows.values_list("person", "kind", "on", "until", "phases"):
        told[key].append(Told(kind, when, until, tuple(phases)))
    return {key: standing(told.get(key, ()), on or today()) for key in people}


def standing_of(person: Person) -> Standing:
    """Where one person stands; one query."""
    return standings([person.pk])[person.pk]


@dataclass(frozen=True)
class Right:
    """Whether somebody may chair in a consortium: by accreditation, by the lead's decision for a while, or not."""

    standing: Standing
    decision: MayChair | None = None
    phases: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, standing: Standing, decision: MayChair | None) -> "Right":
        """The right of somebody who stands there, with the decision about them that holds."""
        by_decision = frozenset(decision.phases) if decision else frozenset()
        return cls(standing, decision, (standing.phases if standing.accredited else frozenset()) | by_decision)

    @property
    def says(self) -> str:
        """What they may chair by, or why they may not, in words."""
        if self.standing.accredited:
            return f"Accredited until {in_words(self.standing.until)}"
        if self.decision:
            return f"May chair until {in_words(self.decision.until)} by the lead’s decision; not accredited"
        if self.standing.state == State.LAPSED:
            return f"Accreditation lapsed after {in_words(self.standing.until)}"
        if self.standing.state == State.WITHDRAWN:
            return "Accreditation was withdrawn"
        return "Not accredited yet"

    def why_not(self, phase: str) -> str:
        """Why they may not chair at a school of this phase; '' where they may."""
        if phase in self.phases:
            return ""
        if self.phases:
            return f"{self.says}, but not for this phase: {phases_in_words(self.phases)} only"
        return self.says


def rights(people: Collection[int], consortium: Consortium, on: date) -> dict[int, Right]:
    """By what each of these people may chair in a consortium on a day, or that they may not; two queries."""
    decided = {one.person_id: one for one in standing_decisions(on).filter(consortium=consortium, person__in=people)}
    return {key: Right.of(now, decided.get(key)) for key, now in standings(people, on).items()}


def decided_anywhere(people: Collection[int], on: date) -> dict[int, MayChair]:
    """The decisions about these people that hold on a day, in whichever consortium, the longest each; one query."""
    found = standing_decisions(on).filter(person__in=people).select_related("consortium").order_by("until", "id")
    return {one.person_id: one for one in found}


def standing_decisions(on: date) -> QuerySet[MayChair]:
    """The decisions of leads that hold on that day."""
    return MayChair.objects.filter(ended_at=None, until__gte=on)


def decisions_about(person: Person) -> QuerySet[MayChair]:
    """The decisions of leads about one person that hold today."""
    return standing_decisions(today()).filter(person=person).select_related("consortium", "decided_by")


def phases_in_words(phases: Collection[str]) -> str:
    """'Primary and Secondary', in the order of the register; 'Every phase' where none is left out."""
    if set(phases) >= set(PHASES):
        return "Every phase"
    return listed([School.Phase(one).label for one in PHASES if one in phases])


def on_the_way(consortium: Consortium, text: str = "") -> QuerySet[Person]:
    """Those who chair or may come to chair in a consortium: its heads, chairs, leads and observers, by name."""
    held = Role.objects.on(today()).heads_and(consortium, Role.Kind.CHAIR, Role.Kind.LEAD, Role.Kind.OBSERVER)
    found = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    return (found.filter(name__icontains=text) if text else found).order_by("name", "pk")


def mentor_of(person: Person) -> Mentoring | None:
    """Who mentors somebody now."""
    return Mentoring.objects.filter(person=person, ended_at=None).select_related("mentor").first()


def steps_of(person: Person) -> QuerySet[Step]:
    """All that was written down of somebody's way, the newest first, also what was struck out."""
    return (
        Step.objects.filter(person=person)
        .exclude(kind=Step.Kind.STRUCK)
        .select_related("mentor", "by", "struck_by__by")
        .order_by("-on", "-id")
    )
