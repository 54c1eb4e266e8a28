"""Where a name stands in what others wrote, counted by place and by whose it is. No word of it is given to anybody.

It is looked for in every column of words that is looked through where words are taken out for good (ADR 0015), of every
school and not only of those somebody was at; in Heads Up, in commissions and in training. One word alone may be
any word, so it is looked for less widely: whole, in the capitals it is written in, where the person belonged.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
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


def left_standing(name: str, person: Person) -> list[Stands]:
    """Return where a name stands; one of one word as it is written, at schools and in Task Groups of that person."""
    if not is_one_word(name):
        return standing(Wanted(name))
    wanted = Wanted(name, exact=True)
    return standing(wanted, of=belonged_to(person)) if wanted.enough else []


def is_one_word(name: str) -> bool:
    """Whether a name is one word alone, which may be any word of a school's records: 'Will', 'Grace', 'Head'."""
    return len(name.split()) < 2


def belonged_to(person: Person) -> set[int]:
    """The schools, by their keys, at which somebody held a role, and those in whose Task Groups they had a seat."""
    roles, seats = person.roles.filter(waits=False), Seat.objects.filter(person=person)
    known = {*roles.values_list("school", flat=True), *seats.values_list("task_group__school", flat=True)}
    return {pk for pk in known if pk}


def as_an_administrator_reads(stands: Sequence[Stands], person: Person) -> list[Stands]:
    """The same, schools they never belonged to added up: nobody learns by a name which school speaks of whom."""
    known = belonged_to(person)
    named = [one for one in stands if one.school is None or one.school.pk in known]
    rest = sum(one.entries for one in stands) - sum(one.entries for one in named)
    return named + [Stands("any place", rest, others=True)] * bool(rest)


def standing(name: Wanted, of: Collection[int] | None = None) -> list[Stands]:
    """Return where a name stands, school by school, and elsewhere last; of some schools alone, where `of` is given.

    A question for each table.
    """
    found = [one for looked in _of_schools() for one in _counted(*looked, name, of)]
    found.sort(key=lambda one: (one.of, one.place))
    return found if of is not None else found + _elsewhere(name)


def _elsewhere(name: Wanted) -> list[Stands]:
    elsewhere: Counter[tuple[str, str]] = Counter()
    for model, columns, place, whose in ELSEWHERE:
        elsewhere[place, whose] += sum(_rows(model, columns, "", name).values())
    return [Stands(place, many, whose=whose) for (place, whose), many in elsewhere.items() if many]


def _of_schools() -> Iterator[tuple[type[Any], tuple[str, ...], str, str]]:
    """Each table of a school's own with columns of words: what it is called, and the way to the school."""
    columns: dict[type[Any], dict[str, None]] = {}
    for place in PLACES:
        columns.setdefault(place.model, {}).update(dict.fromkeys(place.columns))
    for table in tables():
        if table.model in columns:
            yield table.model, tuple(columns[table.model]), table.name, table.path


def _counted(
    model: type[Any], columns: Sequence[str], place: str, path: str, name: Wanted, of: Collection[int] | None
) -> Iterator[Stands]:
    many = _rows(model, columns, path, name, of)
    for school in School.objects.filter(pk__in=[pk for pk in many if pk]):
        yield Stands(place, many[school.pk], school)


def _rows(
    model: type[Any], columns: Sequence[str], path: str, name: Wanted, of: Collection[int] | None = None
) -> Counter[int | None]:
    """In how many rows of a table a name stands, by the key of the school. The database finds what may hold it."""
    rows = model._base_manager.order_by().annotate(_of=F(path) if path else Value("", CharField()))
    if of is not None:
        rows = rows.filter(_of__in=of)
    longest = max(LETTERS.findall(name.words), key=len, default="")
    if len(longest) >= FEWEST:
        rows = rows.annotate(**{f"_in_{one}": Cast(one, TextField()) for one in columns})
        may = Q()
        for one in columns:
            may |= Q(**{f"_in_{one}__icontains": longest})
        rows = rows.filter(may)
    found: Counter[int | None] = Counter()
    for key, *said in rows.values_list("_of", *columns).iterator(chunk_size=500):
        found[key or None] += any(name.stand_in(one) for one in said)
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
