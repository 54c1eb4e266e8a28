"""Sending an issue by e-mail: begun by an editor once, written in the background, no letter twice."""

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from taskgroups.bulletin.by_email.letters import written
from taskgroups.bulletin.models import Edition, Issue, Subscriber
from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, day_clock
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import Person

AT_ONCE = 200  # letters written in one go; a chore must be short


def why_not_send(issue: Issue) -> str:
    """Return what stands in the way of sending an issue, in words; or ''."""
    if before := Edition.objects.filter(issue=issue).first():
        return f"This issue went out by e-mail on {day_clock(before.started_at)}. It goes out once."
    if not Issue.objects.published(timezone.now()).filter(pk=issue.pk).exists():
        return "Nothing of this issue is published yet. Publish an article first."
    if not Subscriber.objects.confirmed().exists():
        return "Nobody gets Heads Up by e-mail yet. People ask for it beside Heads Up."
    return ""


@transaction.atomic
def begin(*, by: Person, issue: Issue) -> Edition:
    """Begin to send an issue to everybody who gets Heads Up by e-mail now. Raises Refused."""
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if told := why_not_send(issue):
        raise Refused(told)
    total = Subscriber.objects.confirmed().count()
    made = Edition.objects.create(issue=issue, started_by=by, started_at=timezone.now(), total=total)
    audit.note(by=by, verb="sent an issue of Heads Up by e-mail", about=day(issue.day), readers=total)
    return made


def go_on() -> int:
    """Write the next letters of the edition that is under way, and return how many; 0 where none is."""
    under_way = Edition.objects.filter(ended_at=None).order_by("started_at").first()
    return _write_some(under_way.pk) if under_way else 0


@transaction.atomic
def _write_some(edition_pk: int) -> int:
    """Letters and how far they reach are one change: cut off in between, neither is there, and nobody is left out.

    Who asked after it began does not get it, nor does who left and asked again: so nobody gets it twice.
    """
    edition = Edition.objects.select_for_update().select_related("issue").get(pk=edition_pk)
    if edition.ended_at:
        return 0
    asked = Subscriber.objects.filter(confirmed_at__lte=edition.started_at, pk__gt=edition.reached)
    readers, letter = list(asked.order_by("pk")[:AT_ONCE]), written(edition.issue)
    for one in readers:
        text, html = letter.to(one)
        post.send(
            to=one.email, subject=letter.subject, text=text, html=html, leave_at=one.leave_at, about=edition.about
        )
    edition.written += len(readers)
    edition.reached = readers[-1].pk if readers else edition.reached
    edition.ended_at = timezone.now() if len(readers) < AT_ONCE else None
    edition.save(update_fields=["written", "reached", "ended_at"])
    return len(readers)


def progress(edition: Edition) -> dict[str, int]:
    """Return how many letters of an edition are in which state, by its name."""
    counted = Letter.objects.filter(about=edition.about).order_by().values("state").annotate(many=Count("pk"))
    return {one["state"]: one["many"] for one in counted}
