"""Carrying a school's rows over to the school it became: one rule for every table, and the few that need more."""

from collections.abc import Callable, Collection, Iterator
from datetime import timedelta

from django.db.models import Model, Q
from django.utils import timezone

from taskgroups.kit import live
from taskgroups.schools.models import Audience, ConsortiumSchool, Inspection, Invitation, Role, School, Sharing
from taskgroups.schools.policy import today

Carry = Callable[[School, School], None]
_own_way: dict[type[Model], Carry] = {}
FIRST: dict[type[Model], int] = {Sharing: 0, Role: 1}


def carry_by(model: type[Model], carry: Carry) -> None:
    """Say how rows of a table are carried over, where naming the other school in each would not do."""
    _own_way[model] = carry


def tables() -> Iterator[tuple[type[Model], str]]:
    """Every table with a column that names a school, and the column: also of the floors above, and of those to come."""
    for field in School._meta.get_fields(include_hidden=True):
        if (field.one_to_many or field.one_to_one) and field.auto_created:
            yield field.related_model, field.field.name  # type: ignore[misc, union-attr]


def goes_its_own_way(model: type[Model]) -> bool:
    """Whether a table has a rule of its own."""
    return model in _own_way


def carry_over(old: School, new: School) -> None:
    """Let everything that names the old school name the new one.

    Sharing goes first: it asks who was there before. Roles go before invitations, some of which they end.
    Where `old.passed_whole` says that this was done before, what came late joins what went over.
    """
    for model, column in sorted(tables(), key=lambda table: FIRST.get(table[0], len(FIRST))):
        if model in _own_way:
            _own_way[model](old, new)
        else:
            model._base_manager.filter(**{column: old}).update(**{column: new})


def left_behind(gone: Collection[School]) -> set[int]:
    """Which of these schools, whose whole work went over, something names still: it was being written meanwhile.

    Keys of schools. One query for each table.
    """
    found: set[int] = set()
    for model, column in tables():
        if _own_way.get(model) is not _stays:
            rows = model._base_manager.filter(**{f"{column}__in": gone})
            found |= set(rows.order_by().values_list(column, flat=True).distinct())
    return found


def let_go_of(school: School) -> None:
    """End the roles at a school with yesterday, or with the day they begin, and take back what was offered there.

    What these people have open is let go of.
    """
    Invitation.objects.filter(school=school, accepted_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    Role.objects.filter(school=school, waits=True).delete()  # a headship that has not begun does not begin
    for role in Role.objects.filter(school=school).filter(Q(ends=None) | Q(ends__gte=today())):
        role.ends = max(role.starts, today() - timedelta(days=1))
        role.save(update_fields=["ends"])
        live.let_go(role.person_id)


def _stays(old: School, new: School) -> None:
    """What was published of a school stays under the URN it was published for, and is read through its successors."""


def _followers(old: School, new: School) -> None:
    """Those whose work the old school had go on to the new one, in the same way."""
    School.objects.filter(passed_to=old).exclude(pk=new.pk).update(passed_to=new)


def _roles(old: School, new: School) -> None:
    """People keep their roles. Where the new school has a head of its own, the old ones end: she asks who comes."""
    mine = Role.objects.filter(school=old)
    if _heads(new) - _heads(old):
        let_go_of(old)
    held = {(role.person_id, role.kind): role for role in Role.objects.filter(school=new, ends=None)}
    for role in mine.filter(ends=None):
        if same := held.get((role.person_id, role.kind)):
            same.starts = min(same.starts, role.starts)
            same.save(update_fields=["starts"])
            role.delete()
    mine.update(school=new)


def _heads(school: School) -> set[int]:
    at = Role.objects.on(today()).filter(school=school, kind=Role.Kind.HEAD)
    return set(at.values_list("person_id", flat=True))


def _memberships(old: School, new: School) -> None:
    """Consortia are kept. One that only the new school was in did not see the old one's work: the head is asked."""
    mine, theirs = (ConsortiumSchool.objects.filter(school=one) for one in (old, new))
    if old.passed_whole:
        mine.filter(consortium__in=theirs.values("consortium")).delete()
        mine.update(school=new, waits=True)
        return
    theirs.filter(consortium__in=mine.values("consortium")).delete()
    theirs.update(waits=True)
    mine.update(school=new)


def _sharing(old: School, new: School) -> None:
    """Choices are kept. Where the new school has people or choices of its own, the narrower of the two stands.

    Another authority than before was never chosen, so it is not let in. What comes late only narrows.
    """
    was, chosen = (dict(Sharing.objects.filter(school=one).values_list("thing", "audience")) for one in (old, new))
    if old.passed_whole:
        for thing, audience in was.items():
            Sharing.objects.filter(school=new, thing=thing, audience__gt=audience).update(audience=audience)
        Sharing.objects.filter(school=old).delete()
        return
    begun = bool(chosen) or new.roles.exists()
    Sharing.objects.filter(school__in=[old, new]).delete()
    for thing, audience in was.items():
        if begun:
            audience = min(audience, chosen.get(thing, Audience.SCHOOL))
        if old.authority_id != new.authority_id:
            audience = min(audience, Audience.CONSORTIUM)
        Sharing.objects.create(school=new, thing=thing, audience=audience)


carry_by(Inspection, _stays)
carry_by(School, _followers)
carry_by(Role, _roles)
carry_by(ConsortiumSchool, _memberships)
carry_by(Sharing, _sharing)
