"""Writing down what somebody does on their way to accreditation, signing it, and taking it back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools.policy import today
from taskgroups.training.accrediting import states
from taskgroups.training.accrediting.policy import still_near
from taskgroups.training.accrediting.reading import PHASES, standing_of, standings
from taskgroups.training.accrediting.sources import practice_of
from taskgroups.training.accrediting.states import Standing
from taskgroups.training.models import Mentoring, Step

Kind = Step.Kind


@dataclass(frozen=True)
class Seen:
    """What one held Task Group, or one session, is evidence of, about one person. `source` names it once for all."""

    person: int
    kind: str
    on: date
    source: str
    mentor: int | None = None
    what: str = ""


@transaction.atomic
def note_seen(found: Collection[Seen]) -> int:
    """Write down what floors above saw, and return how many steps are new. Told twice it is written once."""
    known = set(Step.objects.filter(source__in={one.source for one in found}).values_list("person", "kind", "source"))
    new = [one for one in found if (one.person, one.kind, one.source) not in known]
    Step.objects.bulk_create(
        [
            Step(person_id=one.person, kind=one.kind, on=one.on, source=one.source, mentor_id=one.mentor,
                 what=one.what, at=timezone.now())
            for one in new
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return len(new)


@transaction.atomic
def record(*, person: Person, by: Person, kind: str, on: date, what: str) -> Step:
    """Write down evidence by hand, with what it was and when. Raises Refused."""
    _refuse_oneself(person, by)
    if kind not in Step.BY_HAND:
        raise Refused("That is not written down by hand. Choose one of those shown.", "kind")
    _refuse_future(on)
    _hold(person)
    if Step.objects.filter(person=person, kind=kind, on=on, what=what, struck_by=None).exists():
        raise Refused("The same is written down already.", "what")
    return _add(person, by, kind, on, what, verb="recorded a step to accreditation")


@transaction.atomic
def hand_over_practice(*, by: Person) -> Step:
    """Let a person hand over the figures of their own practice, and nothing of what they wrote. Raises Refused."""
    found = practice_of(by)
    if found is None or not found.enough:
        raise Refused(
            f"There is not enough practice yet. Try {states.TRIES} exchanges or more, and end most of them with a "
            "question."
        )
    _hold(by)
    return _add(by, by, Kind.PRACTISED, today(), found.says, verb="handed over that they practised")


@transaction.atomic
def sign(*, mentoring: Mentoring, phases: Collection[str], what: str) -> Step:
    """Accredit somebody, or renew it, by their mentor's signature. Raises Refused, saying what is wanting."""
    mentor, person = mentoring.mentor, mentoring.person
    _hold(person)
    if not Mentoring.objects.filter(pk=mentoring.pk, ended_at=None).exists():
        raise Refused("Somebody else mentors them now. Their lead can tell you who.")
    if told := why_not_sign(mentoring):
        raise Refused(told)
    made = _accredit(person, mentor, Kind.SIGNED, today(), what, phases)
    _tell(person, f"{mentor.name} has signed your accreditation as a chair of Task Groups.", made)
    return made


def why_not_sign(mentoring: Mentoring) -> str:
    """What stands in the way of a mentor's signature, theirs first, in words that say what to do; '' where nothing."""
    return why_not_sign_each(mentoring.mentor, [mentoring])[mentoring.person_id]


def why_not_sign_each(mentor: Person, found: Collection[Mentoring]) -> dict[int, str]:
    """The same for many whom one person mentors, by the key of each; two queries, however many there are."""
    there = Mentoring.objects.filter(pk__in=[one.pk for one in found])
    near = set(still_near(there).values_list("pk", flat=True))
    now = standings({mentor.pk, *(one.person_id for one in found)})
    return {one.person_id: _why_not(one, one.pk in near, now) for one in found}


def _why_not(mentoring: Mentoring, near: bool, now: dict[int, Standing]) -> str:
    if not near:
        return (
            f"You head no school and chair nothing in the authority {mentoring.person.name} belongs to any more. "
            "Their lead can name another mentor."
        )
    if not now[mentoring.mentor_id].accredited:
        return "Your own accreditation does not hold today. Have it renewed first, then sign."
    return states.why_not_sign(now[mentoring.person_id], today())


@transaction.atomic
def bring(*, person: Person, by: Person, on: date, what: str, phases: Collection[str]) -> Step:
    """Record an accreditation that was given elsewhere, by an officer who has seen it. Raises Refused."""
    _refuse_oneself(person, by)
    _refuse_future(on)
    _hold(person)
    if standing_of(person).accredited:
        raise Refused("They are accredited already. Nothing was changed.")
    if states.ends_on(on) < today():
        raise Refused(
            f"An accreditation of {day(on)} has lapsed by now: it lasts {states.LASTS_YEARS} years. Record what they "
            "did instead, and let a mentor sign.",
            "on",
        )
    made = _accredit(person, by, Kind.BROUGHT, on, what, phases)
    _tell(person, f"{by.name} has recorded the accreditation you were given elsewhere.", made)
    return made


@transaction.atomic
def withdraw(*, person: Person, by: Person, reason: str) -> Step:
    """Withdraw an accreditation, with a reason that the person reads. Raises Refused."""
    _refuse_oneself(person, by)
    _hold(person)
    if standing_of(person).state not in (states.State.ACCREDITED, states.State.LAPSED):
        raise Refused("There is no accreditation to withdraw. Look at the page again.")
    made = _add(person, by, Kind.WITHDRAWN, today(), reason, verb="withdrew an accreditation")
    _tell(person, f"{by.name} has withdrawn your accreditation as a chair of Task Groups.", made)
    return made


@transaction.atomic
def strike(*, step: Step, by: Person, reason: str) -> Step:
    """Strike out evidence that was written down by mistake: the row stays, with why. Raises Refused."""
    _refuse_oneself(step.person, by)
    _hold(step.person)
    if step.kind not in Step.EVIDENCE:
        raise Refused("A signature is not struck out. Withdraw the accreditation, with a reason.")
    if Step.objects.filter(strikes=step).exists():
        raise Refused("It is struck out already.")
    if Step.objects.filter(person=step.person, kind=Kind.SIGNED, pk__gt=step.pk).exists():
        raise Refused("A mentor has signed on the strength of it. Withdraw the accreditation instead, with a reason.")
    verb = "struck out a step to accreditation"
    return _add(step.person, by, Kind.STRUCK, today(), reason, verb=verb, strikes=step)


def _accredit(person: Person, by: Person, kind: str, on: date, what: str, phases: Collection[str]) -> Step:
    chosen = [one for one in PHASES if one in phases]
    if not chosen:
        raise Refused("No phase is chosen. Choose at least one that they may chair in.", "phases")
    until = states.ends_on(on)
    return _add(person, by, kind, on, what, verb="accredited a chair", mentor=by, phases=chosen, until=until)


def _add(person: Person, by: Person, kind: str, on: date, what: str, *, verb: str, **more: Any) -> Step:
    made = Step.objects.create(person=person, kind=kind, on=on, what=what, by=by, at=timezone.now(), **more)
    audit.note(by=by, verb=verb, about=person.name, kind=kind)
    return made


def _tell(person: Person, first: str, step: Step) -> None:
    last = f" It lasts until {day(step.until)}." if step.until else ""
    reason = f"\n\nThe reason given: {step.what}" if step.kind == Kind.WITHDRAWN else ""
    address = post.link("accreditation", person.pk)
    text = f"Dear {person.name},\n\n{first}{last}{reason}\n\nAll that is written down of your way is here:\n{address}\n"
    post.send(to=person.email, subject="Your accreditation as a chair", text=text, about="accreditation")


def _hold(person: Person) -> None:
    """One at a time about one person."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _refuse_oneself(person: Person, by: Person) -> None:
    if person == by:
        raise Refused("Somebody else writes down what you did: another lead, or an officer of your authority.")


def _refuse_future(on: date) -> None:
    if on > today():
        raise Refused("The date is in the future. Enter the day on which it was done.", "on")
