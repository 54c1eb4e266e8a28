"""Naming a mentor, and a lead's decision that somebody may chair for a while who is not accredited."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium
from taskgroups.schools.policy import today
from taskgroups.training.accrediting.policy import may_mentor
from taskgroups.training.accrediting.reading import PHASES, standing_of
from taskgroups.training.models import MayChair, Mentoring

LONGEST = timedelta(days=366)  # of a decision: a year is time enough to be accredited. Our own default


@transaction.atomic
def name_mentor(*, person: Person, by: Person, mentor: Person) -> Mentoring:
    """Let an accredited chair accompany somebody; whoever did before no longer does. Raises Refused."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if mentor == person:
        raise Refused("Nobody is their own mentor. Choose somebody else.", "mentor")
    if not standing_of(mentor).accredited:
        raise Refused(f"{mentor.name} is not accredited today. Choose somebody who is.", "mentor")
    if not may_mentor(mentor, person):
        raise Refused(
            f"{mentor.name} heads no school and chairs nothing in the authority {person.name} belongs to. "
            "Choose somebody who does.",
            "mentor",
        )
    now = Mentoring.objects.filter(person=person, ended_at=None).first()
    if now and now.mentor_id == mentor.pk:
        return now
    Mentoring.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now())
    made = Mentoring.objects.create(person=person, mentor=mentor, named_by=by, named_at=timezone.now())
    audit.note(by=by, verb="named a mentor", about=person.name, mentor=mentor.name)
    _tell(made, by)
    return made


def _tell(made: Mentoring, by: Person) -> None:
    subject = "A mentor on the way to chairing"
    to_mentor = (
        f"Dear {made.mentor.name},\n\n{by.name} asks you to mentor {made.person.name} on the way to chairing Task "
        "Groups. Be there when they chair under observation, and sign once everything is there:\n"
        f"{post.link('mentoring')}\n"
    )
    to_person = (
        f"Dear {made.person.name},\n\n{made.mentor.name} is your mentor on the way to chairing Task Groups, named by "
        f"{by.name}. What is done and what is to come:\n{post.link('accreditation', made.person_id)}\n"
    )
    post.send(to=made.mentor.email, subject=subject, text=to_mentor, about="accreditation")
    post.send(to=made.person.email, subject=subject, text=to_person, about="accreditation")


@transaction.atomic
def let_chair_until(
    *, consortium: Consortium, person: Person, by: Person, until: date, reason: str, phases: Collection[str]
) -> MayChair:
    """Write down a lead's decision that somebody may chair until a day, in place of an earlier one. Raises Refused.

    A lead may decide it of themselves: where a consortium begins nobody else could, and the page says who decided.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if until < today():
        raise Refused(f"The date is in the past. Enter {day(today())} or later.", "until")
    if until > today() + LONGEST:
        raise Refused(f"A decision holds for a year at most. Enter {day(today() + LONGEST)} or earlier.", "until")
    chosen = [one for one in PHASES if one in phases]
    if not chosen:
        raise Refused("No phase is chosen. Choose at least one that they may chair in.", "phases")
    MayChair.objects.filter(consortium=consortium, person=person, ended_at=None).update(ended_at=timezone.now())
    made = MayChair.objects.create(
        consortium=consortium, person=person, until=until, reason=reason, phases=chosen, decided_by=by,
        decided_at=timezone.now(),
    )  # fmt: skip
    audit.note(by=by, verb="let somebody chair for a while", about=person.name, until=until.isoformat())
    return made


@transaction.atomic
def end_decision(*, consortium: Consortium, person: Person, by: Person) -> int:
    """End the decision that stands; return whether there was one."""
    ended = MayChair.objects.filter(consortium=consortium, person=person, ended_at=None).update(ended_at=timezone.now())
    if ended:
        audit.note(by=by, verb="ended that somebody may chair", about=person.name)
    return ended
