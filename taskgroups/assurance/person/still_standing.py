"""Where a name stands in what others wrote, counted by place and by whose it is. No word of it is given to anybody.

It is looked for in every column of words that is looked through where words are taken out for good (ADR 0015), of every
school and not only of those somebody was at; in Heads Up, in commissions and in training.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Q, TextField, Value
from django.db.models.functions import Cast

from taskgroups.assurance.owning.tables import tables
from taskgroups.bulletin.models import Article, Comment, Issue
from taskgroups.kit.design.words import plural
from taskgroups.meetings.models import Seat
from taskgroups.meetings.taken_out.matching import Wanted
from taskgroups.meetings.taken_out.places import PLACES
from taskgroups.people.models import Person
from taskgroups.schools.models import ConsortiumSchool, Role, School
from taskgroups.schools.policy import today
from taskgroups.training.models import Commission, CommissionDay, Feedback, MayChair, Step, TrainingSession

FEWEST = 3  # letters of a name by which a database finds what is worth looking at
LETTERS = re.compile(r"[A-Za-z0-9]+")
# of no school: the table, its columns of words, what it is called, and whose it is
ELSEWHERE: tuple[tuple[type[Any], tuple[str, ...], str, str], ...] = (
    (Issue, ("intro",), "Heads Up", Role.Kind.EDITOR),
    (Article, ("title", "summary", "body", "contributor", "contact"), "Heads Up", Role.Kind.EDITOR),
    (Comment, ("name", "text", "reason"), "Comments on Heads Up", Role.Kind.MODERATOR),
    (Commission, ("what",), "Commissions of chairs", ""),
    (CommissionDay, ("note",), "Commissions of chairs", ""),
    (TrainingSession, ("title", "about", "place", "joining", "reason"), "Training", ""),
    (Feedback, ("words",), "Training", ""),
    (Step, ("what",), "How chairs were accredited", ""),
    (MayChair, ("reason",), "How chairs were accredited", ""),
)


@dataclass(frozen=True)
class Stands:
    """In how many entries of one place a name stands; the school it is of, or whose it is by the kind of a role."""

    place: str
    entries: int
    school: School | None = None
    whose: str = ""
    others: bool = False  # of schools that are not named

    @property
    def of(self) -> str:
        """Whose it is, in words: a school, or nothing where the place says it."""
        return "Other schools" if self.others else self.school.name if self.school else ""

    def __str__(self) -> str:
        told = f"{self.place}: {plural(self.entries, 'entry', 'entries')}"
        return f"{self.of}, {told}" if self.of else told


def left_standing(name: str) -> list[Stands]:
    """The same of a name of two words or more: one word alone may be any word of a school's records."""
    return standing(Wanted(name)) if len(name.split()) > 1 else []


def as_an_administrator_reads(stands: Sequence[Stands], person: Person) -> list[Stands]:
    """The same, schools they never belonged to added up: nobody learns by a name which school speaks of whom."""
    roles, seats = person.roles.filter(waits=False), Seat.objects.filter(person=person)
    known = {*roles.values_list("school", flat=True), *seats.values_list("task_group__school", flat=True)}
    named = [one for one in stands if one.school is None or one.school.pk in known]
    rest = sum(one.entries for one in stands) - sum(one.entries for one in named)
    return named + [Stands("any place", rest, others=True)] * bool(rest)


def standing(name: Wanted) -> list[Stands]:
    """Return where a name stands, school by school, and elsewhere last. A question for each table."""
    found = [one for looked in _of_schools() for one in _counted(*looked, name)]
    elsewhere: Counter[tuple[str, str]] = Counter()
    for model, columns, place, whose in ELSEWHERE:
        elsewhere[place, whose] += sum(_rows(model, columns, "", name).values())
    found.sort(key=lambda one: (one.of, one.place))
    return found + [Stands(place, many, whose=whose) for (place, whose), many in elsewhere.items() if many]


def _of_schools() -> Iterator[tuple[type[Any], tuple[str, ...], str, str]]:
    """Each table of a school's own with columns of words: what it is called, and the way to the school."""
    columns: dict[type[Any], dict[str, None]] = {}
    for place in PLACES:
        columns.setdefault(place.model, {}).update(dict.fromkeys(place.columns))
    for table in tables():
        if table.model in columns:
            yield table.model, tuple(columns[table.model]), table.name, table.path


def _counted(model: type[Any], columns: Sequence[str], place: str, path: str, name: Wanted) -> Iterator[Stands]:
    many = _rows(model, columns, path, name)
    for school in School.objects.filter(pk__in=[pk for pk in many if pk]):
        yield Stands(place, many[school.pk], school)


def _rows(model: type[Any], columns: Sequence[str], path: str, name: Wanted) -> Counter[int | None]:
    """In how many rows of a table a name stands, by the key of the school. The database finds what may hold it."""
    rows = model._base_manager.order_by().annotate(_of=F(path) if path else Value("", CharField()))
    longest = max(LETTERS.findall(name.words), key=len, default="")
    if len(longest) >= FEWEST:
        rows = rows.annotate(**{f"_in_{one}": Cast(one, TextField()) for one in columns})
        may = Q()
        for one in columns:
            may |= Q(**{f"_in_{one}__icontains": longest})
        rows = rows.filter(may)
    found: Counter[int | None] = Counter()
    for of, *said in rows.values_list("_of", *columns).iterator(chunk_size=500):
        found[of or None] += any(name.stand_in(one) for one in said)
    return +found


def who_looks(one: Stands) -> list[Person]:
    """Return who is told to look: a school's heads, else the leads of its consortia; those whose it is elsewhere."""
    roles = Role.objects.on(today()).filter(person__is_active=True).select_related("person")
    if one.school is None:
        return _people(roles.filter(kind=one.whose)) if one.whose else []
    heads = _people(roles.filter(kind=Role.Kind.HEAD, school=one.school))
    consortia = ConsortiumSchool.objects.filter(school=one.school, waits=False).values("consortium")
    return heads or _people(roles.filter(kind=Role.Kind.LEAD, consortium__in=consortia))


def _people(roles: Any) -> list[Person]:
    return list({role.person_id: role.person for role in roles}.values())
