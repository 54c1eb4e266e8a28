"""Training in the world of the cast: one session to come and one held, at which the head was."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium
from taskgroups.training.domain import arrange, attend, book, materials
from taskgroups.training.models import TrainingSession
from tests.cast import Cast

ANSWERS = {"clear": 4, "asked": 3, "ready": 2}


def terms(**other: Any) -> arrange.Terms:
    """The terms of a session in ten days, but for what is said otherwise."""
    starts: datetime = other.pop("starts_at", timezone.now().replace(microsecond=0) + timedelta(days=10))
    said: dict[str, Any] = {
        "title": "Questions that unlock", "about": "How a chair asks.", "place": "The library, Alder Primary School",
        "video_link": "https://video.example/room-7", "starts_at": starts, "ends_at": starts + timedelta(hours=2),
        "capacity": 2, "trainer": "Ben Birch", "joining": "Park behind the hall.",
    }  # fmt: skip
    return arrange.Terms(**(said | other))


def a_session(cast: Cast, arranger: Consortium | Authority | None = None, **other: Any) -> TrainingSession:
    """A session of the Harbour consortium, or of another, in ten days."""
    by = cast.officer if isinstance(arranger, Authority) else cast.lead
    return arrange.make_session(by=by, arranger=arranger or cast.harbour, terms=terms(**other))


def begin(session: TrainingSession, ago: timedelta = timedelta(minutes=5)) -> TrainingSession:
    """Let a session have begun some time ago."""
    session.starts_at = timezone.now() - ago
    session.ends_at = session.starts_at + timedelta(hours=2)
    session.save(update_fields=["starts_at", "ends_at"])
    return session


def held(session: TrainingSession, *came: Person, ago: timedelta = timedelta(days=2)) -> TrainingSession:
    """The same, held and attended by these people, who book first."""
    for one in came:
        book.book(by=one, session=session)
    begin(session, ago)
    there = {one.pk: True for one in session.bookings.filter(person__in=came)}
    attend.record_attendance(by=session.made_by, session=session, came=there)
    return session


def a_programme(consortium: Consortium, lead: Person, head: Person, trainer: Person) -> dict[str, Any]:
    """The words of addresses of both sessions; the head booked the first, and was at the second."""
    coming = arrange.make_session(by=lead, arranger=consortium, terms=terms(run_by=trainer))
    mine = book.book(by=head, session=coming)
    file = SimpleUploadedFile("before.txt", b"Read this before you come.", "text/plain")
    given = materials.add_material(by=lead, session=coming, title="Read before", file=file)
    past = held(arrange.make_session(by=lead, arranger=consortium, terms=terms(run_by=trainer)), head)
    return {
        "training_session": coming.public_id, "training_held": past.public_id, "training_booking": mine.pk,
        "training_material": given.pk, "sheet": "csv",
    }  # fmt: skip
