"""Which tables hold what is a school's own: found by following what names a school, also in tables made tomorrow."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Model

from taskgroups.people.models import Person
from taskgroups.schools.models import School

# Not the school's own, and why it stays out of what a school takes with it.
LEFT_OUT = {
    "practice": "What a chair asked and advised is that chair's alone.",
    "evaluation.Draft": "Words somebody has typed and not kept are theirs alone.",
    "assurance.Archive": "It is this archive itself.",
    "assurance.Departure": "It is how the service remembers that the school left.",
    "schools.School": "Another school that came before or after is another school's.",
}
SECRET = ("token", "secret", "password")  # a column so named opens a door; it is never taken out
NAMES = {
    "evaluation.Judgement": "Judgements, now and before",
    "evaluation.Evidence": "Evidence",
    "evaluation.EvidenceUse": "What evidence is linked to",
    "evaluation.EvidenceVersion": "What evidence said before",
    "evaluation.Withdrawal": "When evidence was withdrawn and put back",
    "improvement.ImprovementIssue": "Improvement issues",
    "improvement.Action": "Actions",
    "improvement.ActionUpdate": "How actions changed",
    "meetings.TaskGroup": "Task Groups",
    "meetings.AgendaItem": "Agendas",
    "meetings.Seat": "People of Task Groups",
    "meetings.SeatItem": "Who was asked for which item",
    "meetings.Event": "What was said and agreed in Task Groups",
    "meetings.Record": "Records",
    "meetings.Remark": "What the head said of records",
    "assurance.Statement": "Statements of challenge and support",
    "assurance.Link": "Links to statements",
    "assurance.Opening": "When links to statements were opened",
    "schools.Role": "Roles at the school",
    "schools.Invitation": "Invitations to the school",
    "schools.Sharing": "Who sees what",
    "schools.ConsortiumSchool": "Consortia",
}


@dataclass(frozen=True)
class Table:
    """One table of the school's, and the way from a row of it to the school ('task_group__school')."""

    model: type[Model]
    path: str

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def name(self) -> str:
        """What it holds, in words."""
        plural = str(self.model._meta.verbose_name_plural)
        return NAMES.get(self.label, plural[:1].upper() + plural[1:])

    @property
    def file_stem(self) -> str:
        """Its name among files: 'evidence-version'."""
        letters = self.model._meta.object_name or ""
        return "".join(f"-{one.lower()}" if one.isupper() else one for one in letters).lstrip("-")

    def rows(self, school: School) -> "models.QuerySet[Any]":
        """The school's rows, in the order of their keys, each with whoever it names."""
        people = [f.name for f in columns(self.model) if f.is_relation and f.related_model is Person]
        return self.model._base_manager.filter(**{self.path: school}).select_related(*people).order_by("pk")


def tables() -> list[Table]:
    """Every table of the school's own, the nearest to the school first, then by name."""
    found, waiting = {School: ""}, deque([School])
    while waiting:
        near: type[Model] = waiting.popleft()
        for model, column in _naming(near):
            if model not in found and not left_out(model):
                found[model] = f"{column}__{found[near]}".rstrip("_")  # type: ignore[index]
                waiting.append(model)  # type: ignore[arg-type]
    return [Table(model, path) for model, path in found.items() if model is not School]


def left_out(model: type[Model]) -> str:
    """Why a table stays out, or ''."""
    return LEFT_OUT.get(model._meta.label, "") or LEFT_OUT.get(model._meta.app_label, "")


def _naming(near: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The tables with a column that names a row of this one, and the column.

    But for those that name a school itself, a column that may be empty leads to some rows only, and is no way.
    """
    fields = (f for f in near._meta.get_fields(include_hidden=True) if f.auto_created and not f.concrete)
    found: list[tuple[Any, str]] = [
        (f.related_model, f.field.name)  # type: ignore[union-attr]
        for f in fields
        if (f.one_to_many or f.one_to_one) and (near is School or not f.field.null)  # type: ignore[union-attr]
    ]
    return iter(sorted(found, key=lambda pair: (pair[0]._meta.label, pair[1])))


def columns(model: type[Model]) -> list[Any]:
    """The columns that are taken out: all but those that open a door."""
    concrete = model._meta.concrete_fields
    return [f for f in concrete if not any(word in f.name for word in SECRET)]


def plain(row: Model) -> dict[str, Any]:
    """Return a row as plain values: people by name, a school by its URN, another row by its key."""
    return {field.name: _value(row, field) for field in columns(type(row))}


def _value(row: Model, field: Any) -> Any:
    if field.is_relation:
        if field.related_model is Person:
            person = getattr(row, field.name)
            return person.name if person else None
        return getattr(row, field.attname)
    value = getattr(row, field.attname)
    if isinstance(field, models.FileField):
        return value.name if value else ""
    if isinstance(value, (str, int, float, bool, date, datetime, list, dict)) or value is None:
        return value
    return str(value)
