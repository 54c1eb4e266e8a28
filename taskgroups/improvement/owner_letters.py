"""Letters to owners of actions and, once a week, to heads. None holds a word of an action: only when, and where."""

from collections.abc import Sequence
from datetime import date

from taskgroups.improvement.courses import Week
from taskgroups.improvement.models import Action
from taskgroups.improvement.wording import when_due
from taskgroups.kit import post
from taskgroups.kit.design.words import day, plural
from taskgroups.people.models import Person
from taskgroups.schools.models import School

MOST = 20
Weeks = Sequence[tuple[School, Week]]


def about_actions(person: Person, actions: Sequence[Action], today: date, *, weekly: bool, weeks: Weeks = ()) -> None:
    """Write one letter: of somebody's actions that are late or due soon, and of the week of schools they head."""
    parts = [_own(actions, today, weekly=weekly)] if actions else []
    parts += [_school(school, week) for school, week in weeks]
    more = " Each Monday it tells of your school, unless you choose otherwise." if weeks else ""
    parts.append(f"You get one e-mail a day at most.{more} To choose how often: {post.link('my-letters')}\n")
    subject = "Your school's actions this week"
    if actions:
        subject = f"Your actions: {plural(len(actions), 'action')} due soon or late"
    post.send(to=person.email, subject=subject, text="\n\n".join(parts), about="actions")


def _own(actions: Sequence[Action], today: date, *, weekly: bool) -> str:
    late = sum(1 for one in actions if one.is_overdue(today))
    begin = "This week's letter about your actions." if weekly else "About your actions."
    lines = [
        f"- {one.school.name}: {when_due(one.due, today)}, {day(one.due)}\n  {_address(one)}" for one in actions[:MOST]
    ]
    if len(actions) > MOST:
        lines.append(f"And {len(actions) - MOST} more: {post.link('my-actions')}")
    said = f"{plural(late, 'of them is', 'of them are')} late. " if late else ""
    return (
        f"{begin} {said}If something stands in the way, say so on its page; if the day is no longer right, move it and "
        "say why.\n\n" + "\n".join(lines)
    )


def _school(school: School, week: Week) -> str:
    counts = (
        (week.late, "is late", "are late"),
        (week.slipping, "seems to slip", "seem to slip"),
        (week.near, "is due within a fortnight", "are due within a fortnight"),
    )
    told = [f"{plural(number, 'action')} {one if number == 1 else many}" for number, one, many in counts if number]
    address = post.link("school-actions", school.urn)
    return f"This week at {school.name}: {', '.join(told)}.\n  {address}"


def _address(action: Action) -> str:
    return post.link("school-action", action.school.urn, action.public_id)
