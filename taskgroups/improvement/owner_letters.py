"""Letters to owners of actions. None of them holds a word of an action: only when it is due, and where to read it."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse

from taskgroups.improvement.models import Action
from taskgroups.improvement.wording import when_due
from taskgroups.kit import post
from taskgroups.kit.design.words import day, plural
from taskgroups.people.models import Person

MOST = 20


def about_actions(person: Person, actions: Sequence[Action], today: date, *, weekly: bool) -> None:
    """Write one letter about all of somebody's actions that are late or due soon."""
    late = sum(1 for one in actions if one.is_overdue(today))
    subject = f"Your actions: {plural(len(actions), 'action')} due soon or late"
    begin = "This week's letter about your actions." if weekly else "About your actions."
    lines = [
        f"- {one.school.name}: {when_due(one.due, today)}, {day(one.due)}\n  {_address(one)}" for one in actions[:MOST]
    ]
    if len(actions) > MOST:
        lines.append(f"And {len(actions) - MOST} more: {settings.ADDRESS}{reverse('my-actions')}")
    said = f"{plural(late, 'of them is', 'of them are')} late. " if late else ""
    text = (
        f"{begin} {said}If something stands in the way, say so on its page; if the day is no longer right, move it and "
        "say why.\n\n" + "\n".join(lines) + "\n\nYou get one e-mail a day at most. To get one a week instead: "
        f"{settings.ADDRESS}{reverse('my-letters')}\n"
    )
    post.send(to=person.email, subject=subject, text=text, about="actions")


def _address(action: Action) -> str:
    return f"{settings.ADDRESS}{reverse('school-action', args=[action.school.urn, action.public_id])}"
