"""Writing to people about their place at a session, with the calendar entry that goes with it (RFC 5546)."""

from email.utils import parseaddr
from typing import Literal

from django.conf import settings
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.paper.calendar import Attendee, Entry, Organiser, to_ics
from taskgroups.training.models import Booking, TrainingSession
from taskgroups.training.session_letters import Facts, Letter

Method = Literal["REQUEST", "CANCEL"]


def tell(booking: Booking, words: Letter, method: Method | None = None) -> None:
    """Write one letter, in the transaction around it; with `method` the person's calendar entry goes with it.

    The entry is one person's own, so its number rises by itself: who gives a place back and books again has it anew.
    """
    subject, text = words
    enclosed = []
    if method:
        booking.sequence += 1
        booking.save(update_fields=["sequence"])
        enclosed = [post.invitation(calendar_entry(booking, method))]
    about = f"training:{booking.session.public_id}"
    post.send(to=booking.person.email, subject=subject, text=text, attachments=enclosed, about=about)


def facts_of(booking: Booking, *, placed: bool) -> Facts:
    """Return what a letter to this person may say: the video link is only for who has a place."""
    session = booking.session
    return Facts(
        name=booking.person.name,
        title=session.title,
        when=session.when,
        where=where(session, placed=placed),
        arranger=session.arranger,
        page=settings.ADDRESS + session.get_absolute_url(),
        joining=session.joining if placed else "",
    )


def where(session: TrainingSession, *, placed: bool) -> str:
    """Return the place, how to come by video, or both."""
    video = session.video_link and (session.video_link if placed else "the link goes to those with a place")
    found = ", or by video: ".join(filter(None, [session.place, video]))
    return found if session.place or not video else f"by video: {video}"


def calendar_entry(booking: Booking, method: Method) -> bytes:
    """Return the calendar entry for one person. The installation itself invites: nobody's own address is told."""
    session, facts = booking.session, facts_of(booking, placed=True)
    entry = Entry(
        uid=f"training-{session.public_id}-{booking.pk}@task-groups",
        sequence=booking.sequence,
        starts=session.starts_at,
        ends=session.ends_at,
        summary=f"Training: {session.title}",
        organiser=Organiser(session.arranger, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendees=[Attendee(booking.person.name, booking.person.email, partstat="ACCEPTED")],
        stamp=timezone.now(),
        method=method,
        description=f"{session.about}\n\n{facts.page}",
        location=facts.where,
        url=facts.page,
    )
    return to_ics(entry)
