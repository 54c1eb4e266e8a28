"""The certificate of whoever came to a session: one page, as PDF."""

from datetime import date

from taskgroups.kit.design.words import day, listed, plural
from taskgroups.kit.paper.document import Document, Facts, Paragraph, Signature
from taskgroups.training.models import Booking


def certificate(booking: Booking, *, on: date) -> Document:
    """Return the certificate. It says that they came, and no more: nobody was tested."""
    session = booking.session
    where = listed([one for one in (session.place, "by video" if session.video_link else "") if one], "or")
    rows = [("Session", session.title), ("When", session.when), ("Length", _length(booking)), ("Where", where)]
    if session.trainer:
        rows.append(("Trainer", session.trainer))
    return Document(
        title="Certificate of attendance",
        subtitle=booking.person.name,
        meta=[("Arranged by", session.arranger), ("Made on", day(on))],
        blocks=[
            Paragraph(f"{booking.person.name} attended this training session."),
            Facts(rows),
            Paragraph("It says who came. It is no judgement of anybody's work.", "hint"),
            Signature(f"For {session.arranger}"),
        ],
        footer=f"Number {session.public_id}-{booking.pk}. {session.arranger} keeps who came for three years.",
    )


def _length(booking: Booking) -> str:
    minutes = round((booking.session.ends_at - booking.session.starts_at).total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    return listed([one for one in (hours and plural(hours, "hour"), rest and plural(rest, "minute")) if one])
