"""Who may name a school's head: whoever becomes head reads and shares all that the school holds.

While somebody is head here, the chair of governors, the lead of a consortium that the school has agreed to belong to
and an administrator say when they leave (`may_say_head_leaves`). Access ends with that day, or at once where a chair of
governors or an administrator says so. Who follows is named in the same breath, or later.

The rule, while the headship is vacant or its last day is known, and until a closed school's work is another's to read:

- The chair of governors, an officer of the school's authority and an administrator may always name one.
- The lead of a consortium that the school has agreed to belong to may, where the school holds no work yet, or where
  a head was here and has left: a successor or acting head must not wait for an administrator.
- Where it holds work and no head was ever here, the lead may not: nobody of the school has spoken for it yet. Nor may
  the lead of a consortium that took the school in after its head had left: no head has agreed to that.

Whenever a head is named for a school that had one or holds work, the head before, the chair of governors and the
administrators are told by letter, by whom and for which address; the school's own history shows it, before the
invitation can be used. Nobody becomes head without all of them knowing, and none of those who name one name themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools.models import Role, School
from taskgroups.schools.policy import led_by, memberships_of, roles_of, served_by, today, with_places, working_school
from taskgroups.schools.queries.circle import heads_of

OWN_ADDRESS = "That is your own address. Let somebody else who may do it name you."
CHAIRS = ("chair of governors", "chair of the governors", "chair of the governing body", "chair of trustees")
_content: list[type[Any]] = []
Follows = Callable[[School, Person, Person], None]
_follows: list[Follows] = []


def when_head_follows(rule: Follows) -> None:
    """Floors above say here what goes on from the head before to the one who follows at a school."""
    if rule not in _follows:
        _follows.append(rule)


def pass_on(school: School, follower: Person) -> Person | None:
    """Let what was the last head's as head be their follower's, and return who that was; None where nobody was.

    A head before who is still one of the school's people keeps what they have: the new head moves it.
    """
    before = last_head(school)
    if before is None or before.person_id == follower.pk:
        return None
    if Role.objects.on(today()).filter(school=school, person=before.person_id, kind__in=Role.SCHOOL_KINDS).exists():
        return None
    for rule in _follows:
        rule(school, before.person, follower)
    return before.person


def tell_content(*tables: type[Any]) -> None:
    """Floors above say here in what tables a school's work lies: judgements, evidence, issues, actions."""
    _content.extend(table for table in tables if table not in _content)


@dataclass(frozen=True)
class Headship:
    """Whether a school has a head today, the last day of the one before, whether it has written anything here; of the
    head of today the last day, where it was said, and whether somebody follows then."""

    headed: bool
    until: date | None
    holds: bool
    leaves: date | None = None
    followed: bool = False

    @property
    def holds_something(self) -> bool:
        """Whether there is or was a head, or anything written: more than a school nobody has begun with."""
        return self.headed or self.until is not None or self.holds


def with_headship(schools: QuerySet[School]) -> QuerySet[School]:
    """Return the schools with what `headship_of` tells of each."""
    heads = Role.objects.filter(school=OuterRef("pk"), kind=Role.Kind.HEAD)
    ended = heads.filter(ends__lt=today()).order_by("-ends").values("ends")[:1]
    written = [Q(Exists(table._base_manager.filter(school=OuterRef("pk")))) for table in _content]
    holds = ExpressionWrapper(reduce(or_, written, Q(pk__in=[])), output_field=BooleanField())
    now = heads.on(today())
    return schools.annotate(
        headed=Exists(now),
        headed_on=Exists(now.filter(ends=None)),
        headed_next=Exists(heads.filter(waits=True)),
        headed_to=Subquery(now.order_by("-ends").values("ends")[:1]),
        headed_until=Subquery(ended),
        holds_work=holds,
    )


def headship_of(school: School) -> Headship:
    """Return how a school stands; no query where it was read by `with_headship`."""
    read = school if "headed_until" in school.__dict__ else with_headship(School.objects.filter(pk=school.pk)).get()
    found = read.__dict__
    leaves = None if found["headed_on"] else found["headed_to"]
    return Headship(found["headed"], found["headed_until"], found["holds_work"], leaves, found["headed_next"])


def shown_school(person: Person, urn: int) -> School | None:
    """Anybody who is signed in: the register is public."""
    return with_headship(with_places()).filter(urn=urn).first()


def is_chair_of_governors(role: Role) -> bool:
    """Whether a role at a school is that of its chair of governors, by its title."""
    return role.kind == Role.Kind.LEADER and role.title.strip().casefold() in CHAIRS


def naming_school(person: Person, urn: int) -> School | None:
    """The chair of governors, the lead of a consortium it agreed to, officers of its authority, administrators."""
    school = working_school(person, urn)
    return school if school and (_may_always(person, school) or _leads(person, school)) else None


def may_say_head_leaves(person: Person, school: School) -> bool:
    """The chair of governors, the lead of a consortium it agreed to, and administrators."""
    return may_end_headship(person, school) or _leads(person, school)


def may_end_headship(person: Person, school: School) -> bool:
    """The chair of governors and administrators: they end a headship at once, and let the head stay after all."""
    return any(
        role.kind == Role.Kind.ADMINISTRATOR or (role.school_id == school.pk and is_chair_of_governors(role))
        for role in roles_of(person)
    )


def follower(school: School) -> Role | None:
    """The headship that begins when the one of today ends, with its person, or None where nobody took it up yet."""
    return Role.objects.filter(school=school, kind=Role.Kind.HEAD, waits=True).select_related("person").first()


def why_not(person: Person, school: School, stands: Headship | None = None) -> str:
    """Return why this person may not name the school's head now, and what to do; '' where they may.

    `stands` is what `headship_of` told of the school, where that was asked already.
    """
    if school.passed_to:
        return f"{school} is closed, and nobody writes there any more. Open {school.passed_to}, which has its work."
    now = stands or headship_of(school)
    if now.headed and now.leaves is None:
        return f"{school} has a head here already. Once its chair of governors says when they leave, name the next."
    if now.followed and (next_one := follower(school)):
        return f"{next_one.person.name} follows at {school} already, from {day(next_one.starts)}."
    if _may_always(person, school):
        return ""
    ask = f"Ask its chair of governors, an officer of its authority, or an administrator to name the head of {school}."
    if not _leads(person, school):
        return f"That is not for you to do. {ask}"
    if now.headed:  # who is head now has agreed to the consortium
        return ""
    if now.holds and now.until is None:
        return f"This school holds work already, and no head was here before. {ask}"
    if now.holds and not _leads(person, school, since=now.until):
        return f"This school joined your consortium after its head had left. {ask}"
    return ""


def offered(person: Person, school: School) -> tuple[str, str, str] | None:
    """What a school's page says of its headship to those who may do something about it: heading, words, link.

    No query for those whose role never lets them.
    """
    kinds = (Role.Kind.LEAD, Role.Kind.OFFICER, Role.Kind.ADMINISTRATOR)
    near = [role for role in roles_of(person) if role.kind in kinds or is_chair_of_governors(role)]
    if not near or school.passed_to_id:
        return None
    now = headship_of(school)
    if now.headed and may_say_head_leaves(person, school):
        if now.leaves is None:
            return "The head", "You can say their last day, and who follows.", "The head leaves"
        return "The head leaves", f"Their last day is {day(now.leaves)}.", "Who follows"
    return None if why_not(person, school) else ("No head here", "The headship is vacant.", "Name a head")


def last_head(school: School) -> Role | None:
    """The headship that ended last, with its person, or None where nobody was head here."""
    ended = Role.objects.filter(school=school, kind=Role.Kind.HEAD, ends__lt=today()).select_related("person")
    return ended.order_by("-ends", "-pk").first()


def told_of_a_new_head(school: School) -> list[Person]:
    """The head of today or the one before, the chairs of governors and the administrators, each once.

    Closed accounts are left out.
    """
    before = [role.person for role in heads_of(school)] or [one.person for one in [last_head(school)] if one]
    chairs = [
        role.person
        for role in Role.objects.on(today()).filter(school=school, kind=Role.Kind.LEADER).select_related("person")
        if is_chair_of_governors(role)
    ]
    keepers = Role.objects.on(today()).filter(kind=Role.Kind.ADMINISTRATOR).select_related("person")
    found = [*before, *chairs, *[role.person for role in keepers]]
    return [person for person in dict.fromkeys(found) if person.is_active]


def _may_always(person: Person, school: School) -> bool:
    return may_end_headship(person, school) or school.authority_id in served_by(person)


def _leads(person: Person, school: School, since: date | None = None) -> bool:
    """Whether the person leads a consortium the school agreed to; with `since`, had joined by that day."""
    led = led_by(person)
    agreed = [one for one in memberships_of(person, school) if not one.waits] if led else []
    return any(one.consortium_id in led and (since is None or one.joined_on <= since) for one in agreed)
