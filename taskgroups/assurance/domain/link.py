"""Links to a released statement: made for somebody, until a day; revoked at once; openings counted."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from taskgroups.assurance.models import Link, Opening
from taskgroups.assurance.statement.current import released
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools.models import School

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
MOST_OPEN = 20


@transaction.atomic
def make_link(*, by: Person, school: School, whom: str, until: date) -> Link:
    """Make a link for somebody until a day, and return it. Raises Refused for a day past or far off."""
    today = timezone.localdate()
    if released(school) is None:
        raise Refused("Nothing is released, so a link would show nothing. Release the statement first.")
    if until < today:
        raise Refused(f"The day is in the past. Enter {day(today)} or a later one.", "until")
    if until > today + LONGEST:
        raise Refused(f"The day is more than a year ahead. Enter {day(today + LONGEST)} or an earlier one.", "until")
    if Link.objects.open_on(today).filter(school=school).count() >= MOST_OPEN:
        raise Refused(f"{MOST_OPEN} links are open. Revoke one that nobody needs any more.")
    refuse_longer(whom, 120, "whom")
    made = Link.objects.create(school=school, whom=whom.strip(), until=until, made_by=by)
    audit.note(by=by, verb="made a link to the statement", school_urn=school.urn, about=made.whom,
               until=until.isoformat())  # fmt: skip
    return made


@transaction.atomic
def revoke_link(*, by: Person, link: Link) -> Link:
    """Let a link open nothing from now on."""
    held = Link.objects.select_for_update(of=("self",)).select_related("school").get(pk=link.pk)
    if held.revoked_at is None:
        held.revoked_at = timezone.now()
        held.save(update_fields=["revoked_at"])
        audit.note(by=by, verb="revoked a link to the statement", school_urn=held.school.urn, about=held.whom)
    return held


@transaction.atomic
def note_opening(*, link: Link, way: str) -> None:
    """Count that a link was opened today; nothing is kept of who did it. One row a day and way, however often."""
    now = timezone.now()
    one, _ = Opening.objects.get_or_create(
        link=link, day=timezone.localdate(), way=way, defaults={"first_at": now, "last_at": now}
    )
    Opening.objects.filter(pk=one.pk).update(times=F("times") + 1, last_at=now)
