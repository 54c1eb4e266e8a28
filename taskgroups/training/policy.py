"""Who may do what with training. Anybody reads the programme; every finder returns the thing, or None."""

from django.db.models import Exists, OuterRef, Q

from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium, Role
from taskgroups.schools.policy import led_by, roles_of, served_by, today
from taskgroups.training.models import Booking, Material, TrainingSession

Arranger = Consortium | Authority


def arrangers_of(person: Person) -> list[Arranger]:
    """The consortia a person leads and the authorities they serve: for these they arrange training."""
    found: list[Arranger] = [r.consortium for r in roles_of(person) if r.kind == Role.Kind.LEAD and r.consortium]
    found += [r.authority for r in roles_of(person) if r.kind == Role.Kind.OFFICER and r.authority]
    return list(dict.fromkeys(found))


def arranges(person: Person) -> Person | None:
    """Consortium leads and authority officers."""
    return person if arrangers_of(person) else None


def run_by(person: Person) -> Q:
    """The sessions that a person arranges or, as the trainer named there, runs, while they might still be named."""
    if not roles_of(person):
        return Q(pk__in=())
    arranged = Q(consortium__in=led_by(person)) | Q(authority__in=served_by(person))
    return Q(_may_still_run(person), run_by=person) | arranged


def near_consortium(consortium: Consortium | OuterRef) -> Q:
    """The roles by which somebody may be named to run what a consortium arranges: its people, the heads of its schools.

    A school whose head was asked to join and has not agreed is none of them yet.
    """
    joined = Q(school__memberships__consortium=consortium, school__memberships__waits=False)
    return Q(consortium=consortium) | Q(joined, kind=Role.Kind.HEAD)


def near_authority(authority: Authority | OuterRef) -> Q:
    """The same of an authority: its officers, and the leads and the chairs of its consortia."""
    return Q(authority=authority) | Q(consortium__authority=authority, kind__in=[Role.Kind.LEAD, Role.Kind.CHAIR])


def _may_still_run(person: Person) -> Exists:
    """Of a session: whether a person holds a role today by which they may be named as its trainer."""
    near = near_consortium(OuterRef("consortium")) | near_authority(OuterRef("authority"))
    return Exists(Role.objects.on(today()).filter(near, person=person))


def runs_or_arranges(person: Person) -> Person | None:
    """Consortium leads, authority officers, and trainers named by them."""
    return person if arranges(person) or TrainingSession.objects.filter(run_by(person)).exists() else None


def _session(session_id: str) -> TrainingSession | None:
    found = TrainingSession.objects.filter(public_id=session_id).select_related("consortium", "authority", "run_by")
    return found.first()


def is_arranged_by(person: Person, session: TrainingSession) -> bool:
    """The rule of `arranged_session` for one session."""
    return session.consortium in arrangers_of(person) or session.authority in arrangers_of(person)


def is_run_by(person: Person, session: TrainingSession) -> bool:
    """The rule of `run_session` for one session."""
    if is_arranged_by(person, session):
        return True
    named = session.run_by_id == person.pk
    return named and TrainingSession.objects.filter(run_by(person), pk=session.pk).exists()


def any_session(person: Person, session_id: str) -> TrainingSession | None:
    """Anybody who is signed in: the programme is public."""
    return _session(session_id)


def arranged_session(person: Person, session_id: str) -> TrainingSession | None:
    """The leads of the consortium, or the officers of the authority, that arranges the session."""
    session = _session(session_id)
    return session if session and is_arranged_by(person, session) else None


def run_session(person: Person, session_id: str) -> TrainingSession | None:
    """The trainer named, and the leads or officers who arrange the session."""
    session = _session(session_id)
    return session if session and is_run_by(person, session) else None


def own_booking(person: Person, session_id: str) -> Booking | None:
    """Who booked the session, about their own place."""
    found = Booking.objects.filter(session__public_id=session_id, person=person).exclude(state=Booking.State.LEFT)
    return found.select_related("session__consortium", "session__authority").first()


def own_attendance(person: Person, session_id: str) -> Booking | None:
    """Who came to the session, about themselves."""
    mine = own_booking(person, session_id)
    return mine if mine and mine.came else None


def booking_of_run_session(person: Person, session_id: str, booking_id: int) -> Booking | None:
    """The trainer named, and the leads or officers who arrange the session, about somebody on its list."""
    session = run_session(person, session_id)
    found = Booking.objects.filter(session=session, pk=booking_id).exclude(state=Booking.State.LEFT)
    return found.select_related("session", "person").first() if session else None


def handed_out(person: Person, session_id: str, material_id: int) -> Material | None:
    """Who has a place at the session or came, its trainer, and those who arrange it."""
    session = _session(session_id)
    if session is None or not may_read_materials(person, session):
        return None
    return Material.objects.filter(session=session, pk=material_id).exclude(file="").first()


def may_read_materials(person: Person, session: TrainingSession) -> bool:
    """The rule of `handed_out` for one session."""
    mine = Q(state=Booking.State.PLACE) | Q(came=True)
    return is_run_by(person, session) or session.bookings.filter(mine, person=person).exists()


def material_of_run_session(person: Person, session_id: str, material_id: int) -> Material | None:
    """The trainer named, and the leads or officers who arrange the session, about a material of it."""
    session = run_session(person, session_id)
    return (
        Material.objects.filter(session=session, pk=material_id).select_related("session").first() if session else None
    )
