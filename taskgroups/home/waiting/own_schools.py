"""Schools: their actions, what a closed one left, and that some were inspected."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from taskgroups.home.waiting.row import MOST, SOON, Waiting
from taskgroups.imports.queries import changes_of, that_changed_something
from taskgroups.improvement.models import Action
from taskgroups.kit.design.words import plural
from taskgroups.people.models import Person
from taskgroups.schools.models import Role
from taskgroups.schools.policy import holds, roles_of, staffed_by
from taskgroups.schools.queries.lineage import closed_with_work, with_successors


def actions(person: Person) -> Iterator[Waiting]:
    """Actions the person owns, in schools they belong to today, that are late, or due within a fortnight."""
    today, own = timezone.localdate(), staffed_by(person)
    mine = Action.objects.unfinished().filter(owner=person, school__in=own, due__lte=today + SOON)
    for action in mine.select_related("school").order_by("due")[:MOST]:
        address = reverse("school-action", args=[action.school.urn, action.public_id])
        yield Waiting(action.what, address, action.due, f"Action, {action.school.name}", late=action.is_overdue(today))


def closed(person: Person) -> Iterator[Waiting]:
    """Closed schools whose work waits for a word, for their heads and for administrators."""
    headed = [r.school for r in roles_of(person) if r.kind == Role.Kind.HEAD and r.school and r.school.has_closed]
    found = closed_with_work() if holds(person, Role.Kind.ADMINISTRATOR) else headed
    waiting = [school for school in found if school.passed_to_id is None]
    for school in with_successors(waiting)[:MOST] if waiting else []:
        address = reverse("school-hand-on", args=[school.urn])
        yield Waiting("Say who may read what a closed school left", address, None, school.name)


def inspected(person: Person) -> Iterator[Waiting]:
    """For a lead: that schools of the consortium were inspected, by a national file loaded within a fortnight."""
    led = [role.consortium for role in roles_of(person) if role.kind == Role.Kind.LEAD and role.consortium]
    if not led:
        return
    files = list(that_changed_something().filter(ended_at__gte=timezone.now() - SOON)[:MOST])
    for consortium in led if files else ():
        told = changes_of(consortium, files)
        urns = {one["urn"] for _, changes in told for one in changes if one["inspected"]}
        if urns:
            what = f"See which {plural(len(urns), 'school was', 'schools were')} inspected since"
            yield Waiting(what, reverse("consortium-changes", args=[consortium.slug]), None, consortium.name)
