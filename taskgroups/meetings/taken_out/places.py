"""Where words of a Task Group may stand: every table, its columns of words, and its rows for one Task Group.

A floor above adds its own with `add_place`. `tests/architecture/test_words.py` fails where a column is forgotten.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from taskgroups.evaluation.models import Draft, Evidence, EvidenceVersion, Judgement
from taskgroups.improvement.models import Action, ActionUpdate, ExpectedInspection, GapAside, ImprovementIssue
from taskgroups.kit.access.models import Entry
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import AgendaItem, Event, Record, Remark, Seat, SeatItem, TaskGroup
from taskgroups.meetings.taken_out.matching import Wanted
from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.policy import may_see
from taskgroups.schools.queries.lineage import urns_of

Rows = Callable[[TaskGroup], QuerySet[Any]]
SAID_OF_EVIDENCE = ("title", "note", "where", "file_name", "confirmed_by")


@dataclass(frozen=True)
class Place:
    """One table. It has a `name` where chair, clerk and host head may read it: they are shown what stands there.

    `own`: the school's own, which only its head changes. `shared`: what the school must share with them to be shown.
    `wide`: it reaches beyond this Task Group, so that who chaired or clerked it changes it for a time only.
    """

    model: type[Any]
    columns: tuple[str, ...]
    rows: Rows
    name: str = ""
    own: bool = False
    shared: str = ""
    wide: bool = False


PLACES: list[Place] = [
    Place(TaskGroup, ("place", "video_link", "state_reason", "left_out"),
          lambda group: TaskGroup.objects.filter(pk=group.pk), "The plan"),
    Place(AgendaItem, ("title", "reason", "because", "because_school"),
          lambda group: AgendaItem.objects.filter(task_group=group), "The agenda"),
    Place(Seat, ("reason",), lambda group: Seat.objects.filter(task_group=group), "Who comes, and why"),
    Place(SeatItem, ("reason",), lambda group: SeatItem.objects.filter(seat__task_group=group), "Who comes, and why"),
    Place(Event, ("text", "payload"), lambda group: Event.objects.filter(task_group=group), "Noted in the room"),
    Place(Record, ("wording", "confidential"), lambda group: Record.objects.filter(task_group=group),
          "The wording of the record, and its confidential part"),
    Place(Record, ("document",), lambda group: Record.objects.filter(task_group=group), "The record as it was sent"),
    Place(Remark, ("text", "answer"), lambda group: Remark.objects.filter(record__task_group=group),
          "What the head said of the record, and the answers"),
    Place(Record, ("wording", "document"),  # an action of this one is read again in the records after it
          lambda group: Record.objects.filter(task_group__school=group.school).exclude(task_group=group), wide=True),
    Place(Action, ("what", "proof", "impact_note"), lambda group: Action.objects.filter(school=group.school),
          "Actions of the school", shared=Thing.IMPROVEMENT, wide=True),
    Place(ActionUpdate, ("changes", "note"), lambda group: ActionUpdate.objects.filter(action__school=group.school),
          "What was said of actions", shared=Thing.IMPROVEMENT, wide=True),
    Place(Judgement, ("why",), lambda group: Judgement.objects.filter(agreed_in=group.public_id),
          "What the group agreed"),
    Place(Judgement, ("why",), lambda group: Judgement.objects.filter(school=group.school, voice="school"),
          "The school's self-evaluation", own=True),
    Place(Evidence, SAID_OF_EVIDENCE, lambda group: Evidence.objects.filter(school=group.school),
          "The school's evidence", own=True),
    Place(EvidenceVersion, SAID_OF_EVIDENCE,
          lambda group: EvidenceVersion.objects.filter(evidence__school=group.school),
          "What the school's evidence said before", own=True),
    Place(ImprovementIssue, ("title",), lambda group: ImprovementIssue.objects.filter(school=group.school),
          "The school's improvement issues", own=True),
    Place(GapAside, ("reason",), lambda group: GapAside.objects.filter(school=group.school),
          "Why the school set gaps aside", own=True),
    Place(ExpectedInspection, ("why",), lambda group: ExpectedInspection.objects.filter(school=group.school),
          "Why the school expects an inspection", own=True),
    Place(Draft, ("text",), lambda group: Draft.objects.filter(school=group.school), wide=True),
    Place(Letter, ("subject", "text", "html"),
          lambda group: Letter.objects.filter(about=group.about)),
    Place(Entry, ("details",), lambda group: Entry.objects.filter(school_urn__in=urns_of(group.school)),
          wide=True),
]  # fmt: skip


def add_place(place: Place) -> None:
    """Let a floor above say where else such words may stand."""
    if place not in PLACES:
        PLACES.append(place)


After = Callable[[School], object]
_after: list[After] = []


def when_taken_out(work: After) -> None:
    """Let a floor above say what it does once words of a school's Task Group are gone: it may keep copies."""
    if work not in _after:
        _after.append(work)


def tell_taken_out(school: School) -> None:
    """Do what the floors above asked for."""
    for work in _after:
        work(school)


@dataclass(frozen=True)
class Found:
    """One row in which the words stand, and the columns they stand in."""

    place: Place
    row: Any
    columns: tuple[str, ...]


def standing_in(
    group: TaskGroup, wanted: Wanted, *, own: bool, wide: bool = True, shown_to: Person | None = None
) -> Iterator[Found]:
    """Return every row in which the words stand; of the school's `own` where its head asks; beyond the Task Group where
    `wide`; `shown_to`: what may be shown to somebody, and no more."""
    for place in PLACES:
        if (place.own and not own) or (place.wide and not wide):
            continue
        if shown_to and not _may_read(shown_to, group, place):
            continue
        for row in place.rows(group).order_by("pk"):
            if columns := columns_with(place, row, wanted):
                yield Found(place, row, columns)


def columns_with(place: Place, row: Any, wanted: Wanted) -> tuple[str, ...]:
    """The columns of a row in which the words stand; in a text that was cut to fit, also where they were cut off."""
    return tuple(name for name in place.columns if wanted.stand_in(getattr(row, name)) or cut_off(row, name, wanted))


def cut_off(row: Any, name: str, wanted: Wanted) -> str:
    """What is left of the words at the end of a text that fills its column to the last letter, or ''."""
    longest, text = getattr(row._meta.get_field(name), "max_length", None), getattr(row, name)
    return wanted.left_at_end(text) if longest and isinstance(text, str) and len(text) >= longest else ""


def _may_read(person: Person, group: TaskGroup, place: Place) -> bool:
    """Who chaired or clerked long ago is still at this page, and reads no more of the school here than elsewhere."""
    return bool(place.name) and (not place.shared or may_see(person, group.school, place.shared))
