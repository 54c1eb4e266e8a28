"""Everything that is kept about one person, in sections that people can read.

What they wrote in a school's papers is told by day, kind and school: the words are the school's, and an administrator
reads no school's content. What is theirs alone is in it with its words, where they ask for it themselves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.apps import apps
from django.db import models
from django.db.models import F, QuerySet

from taskgroups.assurance.owning.tables import NAMES, tables
from taskgroups.assurance.person.own import owned
from taskgroups.evaluation.models import Draft
from taskgroups.kit.access.models import Entry
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import Seat
from taskgroups.people.models import Person
from taskgroups.schools.models import Invitation, Role
from taskgroups.training.models import Booking

# Sections of their own, below; what somebody told one lead alone is told by the floor `participation`.
OTHERWISE = {
    "schools.Role",
    "meetings.Seat",
    "access.Entry",
    "evaluation.Draft",
    "rounds.NotChairing",
    "training.Booking",
}
OTHER_FLOORS = {"practice", "account", "mfa"}  # a person's own, told by its floor; and what signing in needs


@dataclass(frozen=True)
class Section:
    """One kind of thing: its name, the heads of its columns, and its rows."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def everything(person: Person, *, private: bool) -> list[Section]:
    """Return all that is kept about a person, no empty kinds; `private`: with the words that are theirs alone."""
    found = [_account(person), *_standing(person), *_wrote(person)]
    if private:
        found += [_letters(person, words=True), _drafts(person)]
        found += [Section(one.name, one.headers, tuple(tuple(row) for row in one.rows(person))) for one in owned()]
    else:
        found.append(_letters(person, words=False))
    return [one for one in found if one.rows]


def _account(person: Person) -> Section:
    rows = (
        ("Name", person.name),
        ("E-mail address", person.email),
        ("State", "Open" if person.is_active else "Closed"),
        ("Since", person.joined_at),
        ("Last signed in", person.last_login or "Not yet"),
        ("Password", "Kept so that nobody can read it" if person.has_usable_password() else "None"),
        ("One-time codes", "Set up" if is_mfa_enabled(person) else "Not set up"),
    )
    return Section("Account", ("What", "Kept"), rows)


def _standing(person: Person) -> Iterator[Section]:
    roles = Role.objects.filter(person=person).select_related("school", "consortium", "authority").order_by("starts")
    rows = tuple((one.get_kind_display(), one.title, one.place, one.starts, one.ends or "") for one in roles)
    yield Section("Roles", ("Role", "Title", "Where", "From", "To"), rows)
    seats = Seat.objects.filter(person=person).select_related("task_group__school").order_by("task_group__starts_at")
    sat = tuple(
        (one.task_group.school.name, one.task_group.starts_at, one.get_part_display(), one.get_reply_display(),
         one.replied_at or "", one.protocols_accepted_at or "")
        for one in seats
    )  # fmt: skip
    yield Section("Task Groups", ("School", "When", "Part", "Reply", "Replied", "Protocols accepted"), sat)
    offered = Invitation.objects.filter(email=person.email).order_by("sent_at")
    yield Section(
        "Invitations",
        ("For", "Sent", "Accepted", "Withdrawn"),
        tuple((o.get_kind_display(), o.sent_at, o.accepted_at or "", o.withdrawn_at or "") for o in offered),
    )
    trained = Booking.objects.filter(person=person).select_related("session").order_by("session__starts_at")
    booked = tuple((o.session.title, o.session.starts_at, o.get_state_display(), o.came) for o in trained)
    yield Section("Training", ("Session", "When", "Place", "Came"), booked)
    did = Entry.objects.filter(by=person).order_by("pk").values_list("at", "verb", "school_urn")
    yield Section("What they did here", ("When", "What", "School (URN)"), tuple((a, v, u or "") for a, v, u in did))


def _wrote(person: Person) -> Iterator[Section]:
    """Rows of schools that name the person: when, in which part, at which school. The words are the school's."""
    ways = {one.model: one.path for one in tables()}
    for model in sorted(apps.get_models(), key=lambda one: one._meta.label):
        label = model._meta.label
        if label in OTHERWISE or model._meta.app_label in OTHER_FLOORS or model is Person:
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Person:
                yield _section(model, field.name, person, ways.get(model, ""))


def _section(model: type[models.Model], column: str, person: Person, way: str) -> Section:
    moment = _moment_of(model)
    rows: QuerySet[Any] = model._base_manager.filter(**{column: person}).order_by("pk")
    wanted: list[Any] = [F(moment)] if moment else []
    wanted += [F(f"{way}__name")] if way else []
    what = NAMES.get(model._meta.label, str(model._meta.verbose_name_plural).capitalize())
    name = f"{what}: {column.replace('_', ' ')}"
    headers = (("When",) if moment else ()) + (("School",) if way else ())
    told = rows.values_list(*wanted) if wanted else [("yes",)] * rows.count()
    return Section(name, headers or ("Kept",), tuple(tuple(row) for row in told))


def _moment_of(model: type[models.Model]) -> str:
    """The column that says when."""
    dates = [f.name for f in model._meta.concrete_fields if isinstance(f, models.DateTimeField)]
    return next((name for name in dates), "")


def _letters(person: Person, *, words: bool) -> Section:
    sent = Letter.objects.filter(to=person.email).order_by("created")
    if words:
        rows: Sequence[tuple[Any, ...]] = [(one.created, one.subject, one.text) for one in sent]
        return Section("Letters", ("Written", "Subject", "Words"), tuple(rows))
    return Section("Letters", ("Written",), tuple((one.created,) for one in sent))


def _drafts(person: Person) -> Section:
    kept = Draft.objects.filter(person=person).select_related("school").order_by("saved_at")
    rows = tuple((one.saved_at, one.school.name, one.text) for one in kept)
    return Section("Typed and not kept yet", ("When", "School", "Words"), rows)
