"""Reads the facts of one Task Group for its record: from the log, as they stood when it closed."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from taskgroups.evaluation.models import Answer
from taskgroups.evaluation.queries import Filed, filed_under
from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.improvement.called import owner_called
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.design.words import day
from taskgroups.meetings.models import AgendaItem, Record, Remark, TaskGroup
from taskgroups.meetings.projections.entries import Entry, from_event
from taskgroups.meetings.projections.item import ItemState, item_state
from taskgroups.meetings.projections.lines import Line, standing
from taskgroups.meetings.projections.reading import events_of
from taskgroups.meetings.projections.room import ELSEWHERE
from taskgroups.meetings.record import queries as read
from taskgroups.meetings.record.facts import ActionFact, Agreed, AreaFacts, Asked, Facts, Said, Seen, Worded
from taskgroups.meetings.record.later import entered_later
from taskgroups.meetings.record.people import Present, who_was_there
from taskgroups.meetings.record.sections import headed, sections
from taskgroups.meetings.taken_out.looking import says
from taskgroups.schools.models import Audience
from taskgroups.schools.queries.lineage import then

Kind = AgendaItem.Kind


def worded_by(record: Record) -> Worded:
    """Return what the clerk chose."""
    return Worded(record.wording, {area: tuple(kept) for area, kept in record.kept_questions.items()})


def said_in(record: Record, remarks: Iterable[Remark]) -> tuple[Said, ...]:
    """Return the head's remarks with their answers, each under the heading it is about."""
    titles, said = {one.key: one.title for one in sections(facts_of(record.task_group))}, list(remarks)
    headings = headed([(one.section, one.round) for one in said], titles)
    return tuple(Said(heading, one.text, one.answer) for heading, one in zip(headings, said, strict=True))


def facts_of(group: TaskGroup, *, confidential: bool = False) -> Facts:
    """Return the facts of a Task Group. The confidential notes only where asked for: policy says who may."""
    events = list(events_of(group, confidential=confidential).select_related("action__owner"))
    return _Gathering(group, [from_event(one) for one in events], [one.action for one in events if one.action]).facts()


class _Gathering:
    """Everything read once; each part of the facts is a method."""

    def __init__(self, group: TaskGroup, entries: list[Entry], actions: Iterable[Action]) -> None:
        self.group, self.entries = group, entries
        self.moment = group.closed_at or timezone.now()
        self.pack = shelf.pack(group.pack)
        self.agenda = list(group.agenda.all())
        self.around = read.around(group)
        self.before = self.around.before
        self.stood = read.stood(group, self.moment, self.before.closed_at if self.before else None)
        self.issues = list(_issues(group, self.moment))
        kept = {line.entry.action for line in standing(entries, "action")}
        known = {one.pk: one for one in actions if one.pk in kept}
        self.set_here = sorted(known.values(), key=lambda one: (one.due, one.pk))
        self.reviewed = list(read.reviewed_after(self.before, group))
        read.as_they_were([*self.set_here, *self.reviewed], self.moment)
        self.files = _on_file(group, entries)

    def of_item(self, item: AgendaItem) -> ItemState:
        return item_state([one for one in self.entries if one.item == item.pk])

    def facts(self) -> Facts:
        group, people = self.group, who_was_there(self.group, self.entries)
        later = self.around.after
        school = then(group.school, group.starts_at) or group.school
        return Facts(
            school=school.name,
            urn=school.urn,
            number=group.number,
            framework=self.pack.title if self.pack else group.pack,
            version=_version(self.pack),
            began=group.opened_at or group.starts_at,
            ended=group.closed_at,
            place=group.place or ("By video" if group.video_link else ""),
            chair=people.chair,
            clerk=people.clerk,
            present=people.present,
            apologies=people.apologies,
            attendance_noted=people.noted,
            entered_later=entered_later(self.entries),
            earlier=self.earlier(),
            areas=self.areas(),
            other=self.context(),
            other_actions=self.elsewhere(),
            overall=self.overall(),
            next_date=timezone.localdate(later.starts_at) if later else None,
            circulation=self.circulation(people),
            confidential=tuple(line.text for line in standing(self.entries, "confidential")),
            taken_out=tuple(says(self.entries)),
        )

    def earlier(self) -> tuple[ActionFact, ...]:
        heard = {line.entry.action: line.text for line in standing(self.entries, "carried")}
        return tuple(_action(one, heard.get(one.pk, "")) for one in self.reviewed)

    def areas(self) -> tuple[AreaFacts, ...]:
        items = {item.area: item for item in self.agenda if item.kind == Kind.AREA and item.area}
        known = [(self.pack.area(slug) if self.pack else None, slug, item) for slug, item in items.items()]
        return tuple(self.area(slug, item, area) for area, slug, item in known)

    def area(self, slug: str, item: AgendaItem, area: Area | None) -> AreaFacts:
        state = self.of_item(item)
        judged = state.judgement
        went = any(one.item == item.pk and one.payload.get("away") != ELSEWHERE for one in self.entries)
        value = judged.value if judged else ""
        return AreaFacts(
            slug=slug,
            name=area.name if area else item.title,
            reached=went,
            school_now=_name(area, self.stood.now.get((slug, ""), "")),
            school_before=_name(area, self.stood.then.get((slug, ""), "")),
            before_when=timezone.localdate(self.before.starts_at) if self._same_pack() and self.before else None,
            other_framework=self._other_framework(),
            agreed=_name(area, value),
            why=_why(judged) if judged else "",
            secure=area.is_secure(value) if area and value else None,
            descriptors=_descriptors(state, area),
            evidence=tuple(_seen(line, self.files) for line in state.of("evidence") if not line.taken_back),
            gaps=self.gaps(area, state),
            questions=questions_of(state),
            actions=tuple(_action(one) for one in self.set_here if one.area == slug),
            issues=tuple(issue.title for issue in self.issues if issue.area == slug),
        )

    def gaps(self, area: Area | None, state: ItemState) -> tuple[str, ...]:
        """What the school says is not there yet, then what it claims and nothing shows: on file or at the meeting."""
        if area is None:
            return ()
        seen = {line.entry.descriptor for line in state.of("evidence") if not line.taken_back}
        absent, unshown = [], []
        for one in area.for_phase(self.group.school.phase):
            said, text = self.stood.now.get((area.slug, one.slug), ""), one.text.rstrip(".")
            if said == Answer.NOT_YET:
                absent.append(f"Not yet, the school says: {text}")
            elif said and (area.slug, one.slug) not in self.stood.shown and one.slug not in seen:
                unshown.append(f"Said to be {Answer(said).label.lower()}, with no evidence: {text}")
        return (*absent, *unshown)

    def context(self) -> tuple[tuple[str, str], ...]:
        items = [item for item in self.agenda if item.kind in (Kind.CONTEXT, Kind.OWN)]
        return tuple((item.title, text) for item in items for text in _noted(self.of_item(item)))

    def overall(self) -> str:
        items = [item for item in self.agenda if item.kind == Kind.OVERALL]
        return " ".join(text for item in items for text in _overall_words(self.of_item(item), self.pack))

    def elsewhere(self) -> tuple[ActionFact, ...]:
        """Actions set here that belong to no area of the agenda: none may be lost."""
        on_agenda = {item.area for item in self.agenda if item.kind == Kind.AREA}
        return tuple(_action(one) for one in self.set_here if one.area not in on_agenda)

    def circulation(self, people: Present) -> tuple[str, ...]:
        school, audience = self.group.school, self.around.audience
        goes = [f"The head, leaders and governors of {school.name}", "everybody with a seat in this Task Group"]
        wider = {Audience.CONSORTIUM: "heads and the lead of the consortium",
                 Audience.AUTHORITY: "heads and the lead of the consortium, and the authority"}  # fmt: skip
        return (*goes, *([wider[Audience(audience)]] if audience in wider else []))

    def _same_pack(self) -> bool:
        return self.before is not None and self.before.pack == self.group.pack

    def _other_framework(self) -> str:
        if self.before is None or self._same_pack():
            return ""
        other = shelf.pack(self.before.pack)
        return other.title if other else self.before.pack


def _version(pack: Pack | None) -> str:
    if pack is None:
        return ""
    until = f" to {day(pack.until)}" if pack.until else ""
    return f"in force from {day(pack.starts)}{until}"


def _issues(group: TaskGroup, moment: datetime) -> Iterable[ImprovementIssue]:
    """The issues that were there: one written down after it closed is none of its record, whatever day it is of."""
    on = timezone.localdate(moment)
    known = ImprovementIssue.objects.written_by(moment).filter(school=group.school, raised_on__lte=on)
    return [issue for issue in known if issue.closed_on is None or issue.closed_on > on]


def _name(area: Area | None, slug: str) -> str:
    grade = area.grade(slug) if area else None
    return grade.name if grade else slug


def _why(line: Line) -> str:
    return str(line.entry.payload.get("why") or line.text)


def _descriptors(state: ItemState, area: Area | None) -> tuple[Agreed, ...]:
    if area is None:
        return ()
    said = [(area.by_slug[slug], line) for slug, line in state.judgements.items() if slug in area.by_slug]
    labels = dict(Answer.choices)
    return tuple(
        Agreed(one.text.rstrip("."), labels.get(line.value, line.value).lower(), _why(line)) for one, line in said
    )


def _on_file(group: TaskGroup, entries: Iterable[Entry]) -> dict[str, list[Filed]]:
    """The items of the evidence base that were shown, by their address, with what they said before."""
    wanted = {str(e.payload.get("evidence") or "") for e in entries if e.kind == "evidence"} - {""}
    return filed_under(group.school, wanted) if wanted else {}


def _seen(line: Line, files: dict[str, list[Filed]]) -> Seen:
    payload = line.entry.payload
    known = files.get(str(payload.get("evidence") or ""), [])
    item = next((one for one in known if one.stood_at(line.entry.at)), None)
    return Seen(
        what=line.text or (item.title if item else ""),
        where=str(payload.get("where") or (item.where if item else "")),
        dated=day(item.dated) if item else "",
    )


def questions_of(state: ItemState) -> tuple[Asked, ...]:
    """Each question with the answers noted under it: those that name it, else those that followed it."""
    texts: dict[int, str] = {}
    answers: dict[int, list[str]] = {}
    last = 0
    for line in state.said:
        if line.taken_back:
            continue
        if line.kind == "question":
            last = line.number
            texts[last] = line.text
        elif line.kind == "answer":
            to = int(line.entry.payload.get("answers") or last)
            answers.setdefault(to, []).append(line.text)
    return tuple(Asked(number, text, tuple(answers.get(number, ()))) for number, text in texts.items())


def _noted(state: ItemState) -> list[str]:
    return [line.text for line in state.of("answer") if not line.taken_back]


def _overall_words(state: ItemState, pack: Pack | None) -> list[str]:
    judged = state.judgement
    grade = next((g.name for g in pack.scale if judged and g.slug == judged.value), "") if pack else ""
    said = [f"The group agreed {grade} overall."] if grade else []
    return [*said, *([_why(judged)] if judged and _why(judged) else []), *_noted(state)]


def _action(action: Action, heard: str = "") -> ActionFact:
    difference = action.get_impact_display() if action.impact != Action.Impact.TOO_EARLY else ""
    return ActionFact(
        what=action.what,
        owner=owner_called(action, own=False),
        due=action.due,
        proof=action.proof,
        status=action.get_status_display(),
        difference=difference,
        heard=heard,
    )
