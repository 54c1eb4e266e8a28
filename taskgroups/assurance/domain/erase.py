"""Taking a person's details out, where they ask for it or their time is over.

What must stay in a school's agreed record stays by role and school: that a deputy head of that school said it, not who.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from taskgroups.assurance.domain.name_left import tell_who_looks
from taskgroups.assurance.person.own import owned
from taskgroups.assurance.person.still_standing import Stands, is_one_word, left_standing
from taskgroups.evaluation.models import Draft
from taskgroups.kit import live
from taskgroups.kit.access import audit
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.taken_out.matching import MACHINE, Wanted
from taskgroups.meetings.taken_out.places import standing_in
from taskgroups.people.models import ERASED, Person
from taskgroups.schools.models import Invitation, Role, School
from taskgroups.schools.policy import today

VERB = "took a person's details out"
VERB_OF_A_SCHOOL = "put a role in the place of a name"
AHEAD = (TaskGroup.State.PLANNED, TaskGroup.State.POSTPONED, TaskGroup.State.OPEN, TaskGroup.State.PAUSED)


@dataclass(frozen=True)
class Erased:
    """What was done: who they are called now, whether their name was left in what others wrote, and where it stands."""

    person: Person
    name_left: bool
    stands: tuple[Stands, ...] = ()
    told: int = 0


class Address(Wanted):
    """An e-mail address, found where it is not the end of a longer one."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w.+-]){re.escape(self.words)}(?![\w-])", re.IGNORECASE)


def gone_address(person: Person) -> str:
    """The address that stands in the place of theirs; nothing can be sent to it (RFC 2606)."""
    return f"gone-{person.pk}{ERASED}"


def described(person: Person) -> str:
    """Return what a person is called once their name is gone: 'Deputy head, Alder Primary School'."""
    role = person.roles.select_related("school", "consortium", "authority").order_by("-starts", "-pk").first()
    if role is None:
        return "Somebody whose name was taken out"
    return f"{role.title or role.get_kind_display()}, {role.place}"[:150]


def why_not_erase(person: Person, by: Person | None) -> str:
    """Return what must be done first, or ''."""
    return " ".join(what_first(person, by))


def what_first(person: Person, by: Person | None) -> list[str]:
    """Return each thing that must be done first, in words; nothing where their details can be taken out now."""
    if by is not None and person.pk == by.pk:
        return ["This is your own account. Ask another administrator."]
    if person.is_erased:
        return ["This person's details are taken out already."]
    return [*_groups_left_alone(person), *_schools_left_alone(person), *_consortia_left_alone(person)]


def _groups_left_alone(person: Person) -> Iterator[str]:
    """Task Groups to come that would have no chair, or no clerk."""
    seats = Seat.objects.current().filter(person=person, part__in=[Seat.Part.CHAIR, Seat.Part.CLERK])
    for seat in seats.filter(task_group__state__in=AHEAD).select_related("task_group__school"):
        group = seat.task_group
        others = group.seats.current().filter(part=seat.part, person__is_active=True).exclude(person=person)
        if not others.exists():
            does, who = ("chairs", "chair") if seat.part == Seat.Part.CHAIR else ("clerks", "clerk")
            when = day(timezone.localdate(group.starts_at))
            first = f"Its lead first puts another {who} in their place, under People."
            yield f"{person.name} {does} {group} on {when}. {first}"


def _schools_left_alone(person: Person) -> Iterator[str]:
    """Schools that would have no head."""
    for role in Role.objects.on(today()).filter(person=person, kind=Role.Kind.HEAD).select_related("school"):
        others = Role.objects.on(today()).filter(kind=Role.Kind.HEAD, school=role.school_id, person__is_active=True)
        if not others.exclude(person=person).exists():
            yield (
                f"{person.name} is the only head of {role.place}. First its chair of governors or its consortium's "
                "lead says on the school's page when they leave and who follows; or end the role here, under Roles."
            )


def _consortia_left_alone(person: Person) -> Iterator[str]:
    """Consortia that would have no lead."""
    for role in Role.objects.on(today()).filter(person=person, kind=Role.Kind.LEAD).select_related("consortium"):
        others = Role.objects.on(today()).filter(
            kind=Role.Kind.LEAD, consortium=role.consortium_id, person__is_active=True
        )
        if not others.exclude(person=person).exists():
            yield f"{person.name} is the only lead of {role.place}. Invite another lead first."


@transaction.atomic
def erase_person(*, person: Person, by: Person | None) -> Erased:
    """Take a person's details out and return what was done. Raises Refused, saying what must be done first.

    The account closes, roles end, what is theirs alone is deleted, and where their name stands in what others wrote
    their role and school stand instead, and the school's history says so. Where somebody else here bears the same name
    it is left there, and said so; one word alone is left too: 'Will' or 'Head' may be any word of a school's records.
    It is looked for all the same where they belonged, as it is written, and people decide.
    Their address goes everywhere.
    Where their name still stands elsewhere, those whose words they are read so in a letter, and look.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if told := why_not_erase(person, by):
        raise Refused(told)
    name, email, instead = person.name, person.email, described(person)
    left = is_one_word(name) or Person.objects.filter(name__iexact=name).exclude(pk=person.pk).exists()
    if not left:
        for urn, rows in _out_of_what_others_wrote(person, Wanted(name), instead).items():
            audit.note(by=by, verb=VERB_OF_A_SCHOOL, school_urn=urn, about=instead, entries=rows)
    _out_of_trail_and_letters(Address(email), instead)
    _forget_their_own(person, email)
    stands = left_standing(name, person)  # what goes with them nobody need look at
    _end(person)
    person.name, person.email, person.is_active = instead, gone_address(person), False
    person.set_unusable_password()
    person.save(update_fields=["name", "email", "is_active", "password"])
    audit.note(by=by, verb=VERB, about=instead, name_left=left, left_in=sum(one.entries for one in stands))
    letters = tell_who_looks(name, stands, shared=left)
    live.close(None, str(person.pk))
    return Erased(person, left, tuple(stands), letters)


def _end(person: Person) -> None:
    person.roles.filter(waits=True).delete()
    for role in person.roles.filter(Q(ends=None) | Q(ends__gte=today())):
        role.ends = max(role.starts, today() - timedelta(days=1))
        role.save(update_fields=["ends"])
    coming = Seat.objects.current().filter(person=person, task_group__state__in=AHEAD)
    coming.update(left_at=timezone.now())
    person.end_sessions()


def _forget_their_own(person: Person, email: str) -> None:
    for kind in owned():
        kind.forget(person)
    Draft.objects.filter(person=person).delete()
    Letter.objects.filter(to=email).delete()
    Invitation.objects.filter(email=email).update(email=gone_address(person), name="", withdrawn_at=timezone.now())
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()


def _out_of_what_others_wrote(person: Person, name: Wanted, instead: str) -> Counter[int]:
    """Change what others wrote, and return how many entries were changed of which school, by its URN."""
    changed: Counter[int] = Counter()
    schools = person.roles.exclude(school=None).values("school")
    groups = TaskGroup.objects.filter(Q(seats__person=person) | Q(school__in=schools)).distinct()
    # Of a school that held no Task Group yet, what it wrote itself is looked through all the same.
    alone = School.objects.filter(pk__in=schools, task_groups=None)
    for group in [*groups.select_related("school"), *(TaskGroup(pk=0, school=one) for one in alone)]:
        for found in standing_in(group, name, own=True):
            said = {column: put_instead(getattr(found.row, column), name, instead) for column in found.columns}
            changed[group.school.urn] += type(found.row)._base_manager.filter(pk=found.row.pk).update(**said)
    _out_of_trail_and_letters(name, instead)
    return changed


def _out_of_trail_and_letters(words: Wanted, instead: str) -> None:
    for entry in Entry.objects.filter(about__icontains=words.words):
        Entry.objects.filter(pk=entry.pk).update(about=put_instead(entry.about, words, instead)[:120])
    for letter in Letter.objects.filter(Q(text__icontains=words.words) | Q(subject__icontains=words.words)):
        said = {"text": put_instead(letter.text, words, instead),
                "subject": put_instead(letter.subject, words, instead)[:200]}  # fmt: skip
        Letter.objects.filter(pk=letter.pk).update(**said)


def put_instead(said: Any, name: Wanted, instead: str) -> Any:
    """Return a text, or data made of texts, with other words where a name stands."""
    if isinstance(said, str):
        return name.pattern.sub(lambda found: instead, said)
    if isinstance(said, dict):
        return {key: one if key in MACHINE else put_instead(one, name, instead) for key, one in said.items()}
    return [put_instead(one, name, instead) for one in said] if isinstance(said, list | tuple) else said
