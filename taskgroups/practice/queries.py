"""Reads of a chair's own accounts. Each takes the person, and reads nobody else's."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from taskgroups.kit.talk.practice import exchanges
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.projections.balance import while_chairing
from taskgroups.meetings.projections.entries import Entry, from_event
from taskgroups.meetings.projections.lines import standing
from taskgroups.people.models import Person
from taskgroups.practice.account import TAPPED, Account, Code, Heard, Recoded, heard_in
from taskgroups.practice.models import Attempt, Consent, Recoding, Said, Tap, Transcript
from taskgroups.practice.models.craft import CHAIRS, MENTORS
from taskgroups.practice.policy import MET, is_chair_of
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today
from taskgroups.training.accrediting.sources import Practice

Kind = Event.Kind
AT_ONCE = 12  # Task Groups on a page: as many as one drawing shows well, and what a busy chair has in two years
READ = (Kind.QUESTION, Kind.ADVICE, Kind.HANDOVER)


def chaired_by(person: Person) -> QuerySet[TaskGroup]:
    """Return the Task Groups a person chaired, at least for a time, the newest first."""
    found = TaskGroup.objects.filter(is_chair_of(person), state__in=MET).select_related("school")
    return found.order_by("-opened_at", "-pk")


def pages_of(person: Person, page: str | None = None) -> Page[TaskGroup]:
    """Return one page of the Task Groups a person chaired; the first has the newest. Two queries.

    Every clause of a page's Task Groups is read and weighed: a page keeps that the same over the years.
    """
    return Paginator(chaired_by(person), AT_ONCE).get_page(page)


def account_of(person: Person, group: TaskGroup) -> Account:
    """Return a person's account of one Task Group; a fixed number of queries."""
    return accounts_of(person, [group])[group.pk]


def accounts_of(person: Person, groups: Iterable[TaskGroup]) -> dict[int, Account]:
    """Return a person's account of each Task Group, by its key; a fixed number of queries, however many there are.

    Where there is a transcript it is the account: what was logged and tapped is in it already.
    """
    keys = [group.pk for group in groups]
    logged, taps, recoded = _entries(keys), _taps(person, keys), _recoded(person, keys)
    said = _transcribed(person, keys)
    return {
        key: Account(tuple(said[key])) if key in said else _account(person, logged[key], taps[key], recoded[key])
        for key in keys
    }


def _account(person: Person, entries: list[Entry], taps: list[Heard], recoded: Recoded) -> Account:
    said = standing(while_chairing(entries, person.pk), Kind.QUESTION, Kind.ADVICE)
    worded = [one for line in said for one in heard_in(line, recoded)]
    return Account(tuple(worded + taps))


def _entries(keys: list[int]) -> dict[int, list[Entry]]:
    wanted = Q(kind__in=READ) | Q(kind=Kind.CORRECTION, payload__of__in=READ)
    found: dict[int, list[Entry]] = defaultdict(list)
    for event in Event.objects.filter(wanted, task_group__in=keys).select_related("by").order_by("number"):
        found[event.task_group_id].append(from_event(event))
    return found


def _taps(person: Person, keys: list[int]) -> dict[int, list[Heard]]:
    found: dict[int, list[Heard]] = defaultdict(list)
    for one in Tap.objects.standing().filter(person=person, task_group__in=keys):
        found[one.task_group_id].append(
            Heard(f"tap-{one.pk}", "", Code(one.act), TAPPED, "tap", one.item_id, one.at, key=str(one.key))
        )
    return found


def _transcribed(person: Person, keys: list[int]) -> dict[int, list[Heard]]:
    held = Transcript.objects.filter(person=person, task_group__in=keys).prefetch_related("said")
    return {one.task_group_id: [_from_transcript(said) for said in one.said.all()] for one in held}


def _from_transcript(said: Said) -> Heard:
    machine, own = Code(said.machine_act, said.machine_kind), Code(said.act, said.kind) if said.act else None
    return Heard(
        f"said-{said.pk}", said.text, machine, said.reason, "transcript", said.item_id, starts=said.starts, own=own
    )


def _recoded(person: Person, keys: list[int]) -> dict[int, dict[tuple[int, int], tuple[str, Code]]]:
    found: dict[int, dict[tuple[int, int], tuple[str, Code]]] = defaultdict(dict)
    for one in Recoding.objects.filter(person=person, task_group__in=keys):
        found[one.task_group_id][one.number, one.place] = (one.words, Code(one.act, one.kind))
    return found


def mentors_for(person: Person) -> list[Person]:
    """Return whom a person may choose as a mentor: other chairs and leads of the consortia they chair or train in."""
    held = Role.objects.on(today())
    beside = held.filter(person=person, kind__in=CHAIRS).values("consortium")
    chaired = TaskGroup.objects.filter(is_chair_of(person)).values("consortium")
    near = held.filter(Q(consortium__in=beside) | Q(consortium__in=chaired), kind__in=MENTORS)
    return list(
        Person.objects.filter(pk__in=near.values("person"), is_active=True).exclude(pk=person.pk).order_by("name")
    )


def agreed_to_keeping(group: TaskGroup, chair: Person) -> tuple[int, int]:
    """Return how many of the others who were there agreed to a transcript's being kept, and how many they are.

    Who was there is who was noted as having come; where nobody was, everybody with a seat.
    """
    came = group.events.filter(kind=Kind.ATTENDANCE).values_list("payload", flat=True)
    there = {one["person"] for one in came if one["came"]} or set(
        group.seats.current().values_list("person", flat=True)
    )
    there.discard(chair.pk)
    return Consent.objects.filter(task_group=group, keeping=True, person__in=there).count(), len(there)


@dataclass(frozen=True)
class Practised:
    """How far somebody has come with the exchanges: how many there are, tried, and last answered with a question."""

    exchanges: int
    tried: int
    asked: int
    attempts: int


def practised(person: Person, attempts: list[Attempt] | None = None) -> Practised:
    """Return how far a person has come; the last answer to each exchange counts.

    Accreditation asks here, and only for a person who hands it over themselves: it is nobody else's to read.
    """
    made = list(Attempt.objects.filter(person=person)) if attempts is None else attempts
    last = last_answers(made)
    return Practised(len(exchanges()), len(last), sum(one.asks for one in last.values()), len(made))


def as_evidence(person: Person) -> Practice:
    """Return the figures that a person may hand over on their way to accreditation, and no words."""
    found = practised(person)
    return Practice(found.exchanges, found.tried, found.asked)


def last_answers(attempts: list[Attempt]) -> dict[str, Attempt]:
    """Return the newest attempt at each exchange, by its slug; `attempts` are the newest first."""
    known = {one.slug for one in exchanges()}
    return {one.exchange: one for one in reversed(attempts) if one.exchange in known}
