"""One screen of the room for one person: everything its templates show, read in a fixed number of queries."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from taskgroups.evaluation.picture import MET, NOT_YET, PARTLY
from taskgroups.frameworks.pack import Grade
from taskgroups.improvement.models import Action
from taskgroups.improvement.wording import when_due
from taskgroups.meetings import policy
from taskgroups.meetings.models import AgendaItem, Event, Seat, TaskGroup
from taskgroups.meetings.projections.entries import Entry, in_time
from taskgroups.meetings.projections.item import ItemState, item_state
from taskgroups.meetings.projections.lines import Line, standing
from taskgroups.meetings.projections.overtaken import Overtaken, overtaken
from taskgroups.meetings.projections.reading import FRAME, entries_of, frame_of
from taskgroups.meetings.projections.room import RoomState, room_state
from taskgroups.meetings.room.fitting import Fitted
from taskgroups.meetings.room.queries import Sent, agenda_of, area_of, planned_of, questions_for, seats_of, sent_area
from taskgroups.meetings.seated import part_in
from taskgroups.people.models import Person

Part, Kind = Seat.Part, Event.Kind
RUNS = (Part.CHAIR, Part.CLERK)
UNDER_WAY = (TaskGroup.State.OPEN, TaskGroup.State.PAUSED)
TOLD_FOR = timedelta(minutes=10)
ANSWERS = {MET: "Met", PARTLY: "Partly met", NOT_YET: "Not yet met"}  # what may be agreed of one descriptor


@dataclass(frozen=True)
class Agreed:
    """A judgement the group agreed in this meeting, beside the school's own."""

    item: AgendaItem
    line: Line
    grade: Grade | None
    before: Grade | None


@dataclass(frozen=True)
class Sight:
    """What somebody may see of a room: with the item they look at, all that a screen that writes nothing depends on."""

    part: str
    confidential: bool
    preparation: bool
    takes_out: bool
    wall: bool

    @property
    def runs(self) -> bool:
        """Whether they run the room: the chair, or the clerk."""
        return self.part in RUNS and not self.wall


@dataclass
class Screen:
    """What is seen of the room: by one person, or (`person` is None) by all with the same sight.

    `item` is the one they look at, `room.current` the one the room is at.
    """

    group: TaskGroup
    person: Person | None
    sight: Sight
    number: int
    room: RoomState
    agenda: list[AgendaItem]
    item: AgendaItem | None
    log: ItemState
    sent: Sent | None
    frame: list[Entry]
    seats: list[Seat]
    now: datetime
    answers: int | None = None
    supposed: bool = False
    asked: bool = False
    fitted: list[Fitted] = field(default_factory=list)

    @property
    def part(self) -> str:
        return self.sight.part

    @property
    def wall(self) -> bool:
        return self.sight.wall

    @property
    def runs(self) -> bool:
        return self.sight.runs

    @property
    def chairs(self) -> bool:
        return self.part == Part.CHAIR

    @property
    def has_chaired(self) -> bool:
        """Whether this person chaired and handed over: what they asked and advised stays theirs to see."""
        return self.person is not None and self.person.pk in self.handed_over

    @property
    def handed_over(self) -> frozenset[int]:
        """The keys of those who chaired and handed over."""
        return frozenset(e.payload["from"] for e in self.frame if e.kind == Kind.HANDOVER and "from" in e.payload)

    @property
    def absent(self) -> frozenset[int]:
        """The keys of those who may still say that they are here."""
        if self.writes or self.group.entered_later or self.group.state not in UNDER_WAY:
            return frozenset()
        return frozenset(seat.person_id for seat in self.seats) - frozenset(self.room.present)

    @property
    def has_clerk(self) -> bool:
        return any(seat.part == Part.CLERK for seat in self.seats)

    @property
    def came_from(self) -> int:
        """The item this screen shows the room at: a move from it counts only while the room is still there."""
        return self.room.current.item.pk if self.room.current else 0

    @property
    def writes(self) -> bool:
        """Whether something can be written now by this person."""
        return self.runs and self.group.state in UNDER_WAY

    @property
    def corrects(self) -> bool:
        """Whether this person may correct an entry now: after closing that is the clerk, or the chair without one."""
        if self.group.state == TaskGroup.State.CLOSED:
            return self.runs and (self.part == Part.CLERK or not self.has_clerk) and not self.group.is_recorded
        return self.writes

    @property
    def is_current(self) -> bool:
        current = self.room.current
        return bool(self.item and current and current.item.pk == self.item.pk)

    @property
    def looks_back(self) -> bool:
        """Whether this person asked to look at another item than the one the room is at; any, once it is closed.

        Nobody asked where the room moved between two reads of one page: that page follows the room with its next look.
        """
        somewhere = self.room.current is not None or self.room.state == TaskGroup.State.CLOSED
        return self.asked and self.item is not None and somewhere and not self.is_current

    @property
    def said(self) -> list[Line]:
        """What was said and shown under this item; advice is the chair's own affair."""
        return [line for line in self.log.said if line.kind != Kind.ADVICE or self.runs]

    @property
    def because(self) -> list[str]:
        """Why the item weighs as it does: from public sources, and for those who may read the school's preparation from
        its own view of itself too. Nothing of the school's own is on the wall."""
        if self.item is None:
            return []
        return [*self.item.because, *(self.item.because_school if self.sight.preparation else [])]

    @property
    def actions(self) -> list[Line]:
        """Every action set in this meeting that was not taken back."""
        return standing(self.frame, Kind.ACTION)

    def lateness(self, action: Action) -> str:
        """How many days an action from before is late, in words; '' where it is not. Once closed, as it was then."""
        on = timezone.localdate(self.group.closed_at or self.now)
        return when_due(action.due, on) if action.is_overdue(on) else ""

    @property
    def takes_out(self) -> bool:
        """Whether this person may take words out for good."""
        return self.sight.takes_out

    @property
    def agreed(self) -> list[Agreed]:
        """What was agreed so far, in the order of the agenda; the last word of each area."""
        known = sorted(standing(self.frame, Kind.JUDGEMENT), key=lambda line: in_time(line.entry))
        last = {line.entry.item: line for line in known if not line.entry.descriptor}
        found = [(item, last[item.pk]) for item in self.agenda if item.pk in last]
        return [Agreed(item, line, self._grade(item, line.value), self._before(item, line)) for item, line in found]

    @property
    def overtaken(self) -> list[Overtaken]:
        """What arrived in the last minutes from a device that was away and changed nothing."""
        return overtaken(self.frame, self.now - TOLD_FOR) if self.runs else []

    @property
    def last_taken_out(self) -> int:
        """The number of the last entry that says words were taken out; 0 where none were. What a device keeps is stale
        when it rises."""
        return max((e.number for e in self.frame if e.kind == Kind.TAKEN_OUT), default=0)

    def taken_out_of(self, number: int) -> Entry | None:
        """What says that words were taken out of an entry, the latest, or None."""
        told = [e for e in self.frame if e.kind == Kind.TAKEN_OUT and number in e.payload.get("entries", ())]
        return told[-1] if told else None

    def title_of(self, item: int | None) -> str:
        """The title of an item of the agenda, '' for none."""
        return next((one.title for one in self.agenda if one.pk == item), "")

    def grade_of(self, entry: Entry) -> str:
        """The name of the grade or answer of a judgement."""
        item = next((one for one in self.agenda if one.pk == entry.item), None)
        value = str(entry.payload.get("value", ""))
        grade = self._grade(item, value) if item and not entry.descriptor else None
        return grade.name if grade else ANSWERS.get(value, value)

    @property
    def here(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.person_id in self.room.present]

    def grade(self, value: str) -> Grade | None:
        """The grade of that slug on the scale of this item's area."""
        return self.sent.area.area.grade(value) if self.sent else None

    def _grade(self, item: AgendaItem, value: str) -> Grade | None:
        area = area_of(self.group, item)
        return area.grade(value) if area else None

    def _before(self, item: AgendaItem, line: Line) -> Grade | None:
        return self._grade(item, str(line.entry.payload.get("before", "")))


def sight_of(person: Person, group: TaskGroup, *, wall: bool = False) -> Sight:
    """Return what this person may see of a room; on the wall nothing confidential, and nothing of the school's own."""
    return Sight(
        part=part_in(person, group),
        confidential=policy.sees_confidential(person, group) and not wall,
        preparation=policy.may_read_preparation(person, group) and not wall,
        takes_out=policy.may_take_out(person, group) and not wall,
        wall=wall,
    )


def screen_for(
    person: Person, group: TaskGroup, *, item_id: int | None = None, wall: bool = False, supposed: bool = False
) -> Screen:
    """Return the screen of a person, at the room's current item or at another of its agenda.

    `supposed`: as it will be once the room is at that item, for a device to go on with while it is away.
    """
    sight = sight_of(person, group, wall=wall)
    return screen_with(sight, group, item_id=item_id, person=person, supposed=supposed)


def screen_with(
    sight: Sight, group: TaskGroup, *, item_id: int | None, person: Person | None = None, supposed: bool = False
) -> Screen:
    """Return the screen of all with this sight, or of one person with it.

    Seven queries, whatever the length of the log: the item's own entries are read, and of the others only the clock,
    who came, what was agreed and what was set.
    """
    number, now, agenda = group.last_number, timezone.now(), agenda_of(group)
    item = _shown(agenda, item_id, group.current_item_id)
    entries = entries_of(group, item=item, kinds=FRAME, confidential=sight.confidential)
    frame = frame_of(entries)
    moved = [Entry(number + 1, Kind.ITEM, now, item=item.pk)] if supposed and item else []
    room = room_state([*frame, *moved], planned_of(agenda), _until(group, now))
    sent = sent_area(group, item) if item else None
    fitted = questions_for(group, item, sent) if item and sight.runs else []
    return Screen(
        group=group,
        person=person,
        sight=sight,
        number=number,
        room=room,
        agenda=agenda,
        item=item,
        log=item_state([one for one in entries if item and one.item == item.pk]),
        sent=sent,
        frame=frame,
        seats=seats_of(group),
        now=now,
        fitted=fitted,
        supposed=supposed,
        asked=bool(item_id),
    )


def _shown(agenda: list[AgendaItem], wanted: int | None, current: int | None) -> AgendaItem | None:
    by_pk = {item.pk: item for item in agenda}
    return by_pk.get(wanted or 0) or by_pk.get(current or 0) or (agenda[0] if agenda else None)


def _until(group: TaskGroup, now: datetime) -> datetime:
    """A meeting entered later has no running clock: it stands at its last entry."""
    return group.opened_at or now if group.entered_later else now
