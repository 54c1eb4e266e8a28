"""Reads of the programme: what is coming, who booked, what somebody has booked, what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Role
from taskgroups.schools.policy import today
from taskgroups.training.domain.hear import OPEN_FOR
from taskgroups.training.feedback_counted import QUESTIONS, Counted, counted
from taskgroups.training.models import Booking, Feedback, TrainingSession
from taskgroups.training.models.sessions import SessionQuerySet
from taskgroups.training.policy import Arranger, near_authority, near_consortium, run_by

SOON = timedelta(days=14)
State = Booking.State


@dataclass(frozen=True)
class Heard:
    """What was said of a session, as far as it is counted."""

    given: int
    questions: list[Counted]
    words: list[str]


@dataclass(frozen=True)
class Listed:
    """One line of a session's list: the booking, and who they are by role."""

    booking: Booking
    role: str

    @property
    def came(self) -> str:
        return {True: "Yes", False: "No"}.get(self.booking.came, "")  # type: ignore[arg-type]


def programme(moment: datetime, *, past: bool) -> SessionQuerySet:
    """Return the sessions to come, the next first; or those held, the last first."""
    found = TrainingSession.objects
    return (found.past(moment) if past else found.to_come(moment)).counted()


def run_by_person(person: Person) -> SessionQuerySet:
    """Return the sessions somebody arranges or runs, the last first, with how many answers are counted."""
    return TrainingSession.objects.filter(run_by(person)).counted().order_by("-starts_at", "-pk")


def heard_of(sessions: Iterable[TrainingSession]) -> dict[int, int]:
    """Return how many answers are counted, by session."""
    found = Feedback.objects.filter(session__in=[one.pk for one in sessions]).exclude(part=None)
    numbers: dict[int, int] = {}
    for session in found.values_list("session", flat=True):
        numbers[session] = numbers.get(session, 0) + 1
    return numbers


def heard(session: TrainingSession) -> Heard:
    """Return what was counted of a session. Words stand in the order of the alphabet: it tells nothing of who spoke."""
    found = list(session.feedback.exclude(part=None))
    given = [[getattr(one, name) for name, _ in QUESTIONS] for one in found]
    words = sorted((one.words for one in found if one.words), key=str.casefold)
    return Heard(len(found), counted(given), words)


def list_of(session: TrainingSession) -> list[Listed]:
    """Return those with a place by name, then those who wait in their turn, each with their first role of today."""
    held = Role.objects.on(today()).select_related("school", "consortium", "authority").order_by("starts", "pk")
    found = session.bookings.exclude(state=State.LEFT).select_related("person")
    found = found.prefetch_related(Prefetch("person__roles", queryset=held, to_attr="held"))
    placed = sorted((one for one in found if one.state == State.PLACE), key=lambda one: one.person.name.casefold())
    return [Listed(one, _role_of(one.person)) for one in [*placed, *(one for one in found if one.state != State.PLACE)]]


def _role_of(person: Person) -> str:
    """'Head, Alder Primary School': a role at a school before any other."""
    held: list[Role] = person.held  # type: ignore[attr-defined]
    first = next((one for one in held if one.school_id), held[0] if held else None)
    return f"{first.title or first.get_kind_display()}, {first.place}" if first else ""


def booked_by(person: Person, moment: datetime, *, past: bool) -> QuerySet[Booking]:
    """Return what somebody has booked and is to come, the next first; or where they were, the last first."""
    mine = person.training.exclude(state=State.LEFT).select_related("session__consortium", "session__authority")
    if past:
        return mine.filter(session__ends_at__lt=moment, session__cancelled_at=None).order_by("-session__starts_at")
    return mine.filter(session__ends_at__gte=moment).order_by("session__starts_at")


def may_run(arranger: Arranger) -> QuerySet[Person]:
    """Return who may be named as the trainer who runs a session: whoever holds a role near its arranger today."""
    near = near_authority(arranger) if isinstance(arranger, Authority) else near_consortium(arranger)
    held = Role.objects.on(today()).filter(near).values("person")
    return Person.objects.filter(pk__in=held, is_active=True).order_by("name", "pk")


def near(person: Person, moment: datetime) -> QuerySet[Booking]:
    """Return the places somebody has at sessions of the next fortnight, and what they have not said how it was."""
    mine = person.training.select_related("session__consortium", "session__authority")
    soon = Q(state=State.PLACE, session__starts_at__gt=moment, session__starts_at__lte=moment + SOON)
    after = Q(came=True, said_at=None, session__ends_at__lt=moment, session__ends_at__gte=moment - OPEN_FOR)
    return mine.filter(soon | after, session__cancelled_at=None).order_by("session__starts_at")


def to_say(person: Person, moment: datetime) -> QuerySet[Booking]:
    """Return the sessions somebody was at and has not said how they were, while they can."""
    return booked_by(person, moment, past=True).filter(came=True, said_at=None, session__ends_at__gte=moment - OPEN_FOR)


def to_keep(person: Person, moment: datetime) -> QuerySet[TrainingSession]:
    """Return the sessions somebody runs or arranges, ended in the last four weeks, where not everybody is noted.

    Where some came by the code, those who missed it are noted once the list is kept.
    """
    open_ones = Booking.objects.filter(session=OuterRef("pk"), state=State.PLACE, came=None)
    ended = TrainingSession.objects.past(moment).filter(run_by(person), ends_at__gte=moment - OPEN_FOR)
    return ended.filter(Exists(open_ones))
