"""What a school has released now: the one place from which any reader gets it."""

from dataclasses import dataclass

from django.utils import timezone

from taskgroups.assurance.models import Link, Statement
from taskgroups.kit.paper.document import Document
from taskgroups.meetings.record.freezing import thaw
from taskgroups.schools.models import School


@dataclass(frozen=True)
class Shown:
    """A link that opens, and the statement behind it."""

    link: Link
    statement: Statement


def released(school: School) -> Statement | None:
    """Return the statement that stands: released, not withdrawn, not replaced. One query."""
    return Statement.objects.released().filter(school=school).select_related("school", "released_by").first()


def behind(token: str) -> Shown | None:
    """Return what a link shows now; None where it is over, revoked or unknown, or nothing stands. Two queries."""
    link = Link.objects.open_on(timezone.localdate()).filter(token=token).select_related("school").first()
    statement = released(link.school) if link else None
    return Shown(link, statement) if link and statement else None


def paper(statement: Statement) -> Document:
    """Return a released statement, word for word as it was released."""
    return thaw(statement.document or {})
