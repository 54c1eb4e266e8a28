"""Letting a mentor see one's figures until a day, and taking that back at once."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.practice.models import Share
from taskgroups.practice.queries import mentors_for

LONGEST = timedelta(days=366)
SUBJECT = "A chair shares their practice with you"
LETTER = """{owner} lets you see the figures of their practice as a chair until {until}: questions and advice in each
Task Group they chaired. You see no words of any meeting, no school's name and no day. They may withdraw it at any time,
and it ends when you are no longer a chair or lead in a consortium of theirs.

Sign in and open {place}
"""


@transaction.atomic
def share(*, by: Person, mentor: Person, until: date) -> Share:
    """Let a mentor see the figures of `by` until that day, and return the share; said again, it has the new day.

    Raises Refused for somebody who is no chair or lead beside them, and for a day that has passed or is far off.
    """
    today = timezone.localdate()
    if mentor not in mentors_for(by):
        raise Refused("That person is neither a chair nor a lead of your consortia. Choose another.", "mentor")
    if until < today:
        raise Refused(f"The day is in the past. Enter {day(today)} or a later one.", "until")
    if until > today + LONGEST:
        raise Refused(f"The day is more than a year ahead. Enter {day(today + LONGEST)} or an earlier one.", "until")
    made, new = Share.objects.update_or_create(owner=by, mentor=mentor, withdrawn_at=None, defaults={"until": until})
    audit.note(by=by, verb="shared own practice", about=mentor.name, until=until.isoformat())
    if new:
        place = post.link("practice-shared", made.pk)
        text = LETTER.format(owner=by.name, until=day(until), place=place)
        post.send(to=mentor.email, subject=SUBJECT, text=text, about=f"share:{made.pk}")
    return made


@transaction.atomic
def withdraw(*, by: Person, share_id: int) -> Share | None:
    """Take a share back; it shows nothing from now on. None where there is none of this person's."""
    found = Share.objects.select_for_update(of=("self",)).select_related("mentor").filter(owner=by, pk=share_id).first()
    if found is not None and found.withdrawn_at is None:
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        audit.note(by=by, verb="withdrew own practice", about=found.mentor.name)
    return found
