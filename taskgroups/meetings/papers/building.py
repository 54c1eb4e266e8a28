"""Builds the preparation pack as one document, which page, PDF and Word then show alike."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import KINDS, Question
from taskgroups.improvement.called import owner_called
from taskgroups.kit.design.words import clock, day, day_clock, plural, weekday
from taskgroups.kit.paper.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from taskgroups.meetings.domain.invite import where
from taskgroups.meetings.models import AgendaItem
from taskgroups.meetings.papers import front
from taskgroups.meetings.papers.gathering import Preparation
from taskgroups.meetings.plan.standing import AreaStanding, Line
from taskgroups.schools.models import Inspection
from taskgroups.schools.queries.history import grades_in_order

QUESTIONS_PER_ITEM = 6
FOOTER = "For the members of this Task Group only. No pupil is named."
CHAIRS_FOOTER = "For the chair. No pupil is named."


def build(prepared: Preparation, *, for_chair: bool = False) -> Document:
    """Return the pack: at most four pages to read first, then the annex with every descriptor.

    The chair's version has questions under each item between the two.
    """
    group, school = prepared.group, prepared.group.school
    first = [*front.judgements(prepared), *front.gaps(prepared), *front.issues(prepared), *front.actions(prepared)]
    blocks: list[Block] = [*first, *_agenda(prepared), PageBreak()]
    if for_chair:
        blocks += [*_questions(prepared), PageBreak()]
    blocks += [*_view(prepared), *_issues(prepared), *_actions(prepared)]
    blocks += [*_context(prepared), *_inspections(prepared.inspections, school.urn)]
    parts = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    meta = [
        ("When", f"{weekday(group.starts_at)}, {clock(group.starts_at)} to {clock(group.ends_at)}"),
        ("Where", where(group)),
        ("Chair", prepared.chair),
        ("Framework", prepared.pack.title),
        ("Sent by the school", day_clock(prepared.sent_at) if prepared.sent_at else "Not sent yet"),
    ]
    return Document(
        title="Preparation for a Task Group" + (": the chair’s copy" if for_chair else ""),
        subtitle=f"{school.name}, meeting {group.number}",
        meta=meta,
        blocks=[Contents(parts), *blocks],
        footer=CHAIRS_FOOTER if for_chair else FOOTER,
        draft=prepared.sent_at is None,
    )


def file_name(prepared: Preparation, ending: str, *, for_chair: bool = False) -> str:
    """Return a name that sorts and says what it is: 'task-group-alder-primary-school-2027-06-14-preparation.pdf'."""
    words = "".join(letter if letter.isalnum() else " " for letter in prepared.group.school.name.lower()).split()
    plain = "-".join(words).encode("ascii", "ignore").decode()[:60] or str(prepared.group.school.urn)
    kind = "chair" if for_chair else "preparation"
    return f"task-group-{plain}-{timezone.localdate(prepared.group.starts_at).isoformat()}-{kind}.{ending}"


def _context(prepared: Preparation) -> Iterator[Block]:
    school = prepared.group.school
    ages = f"{school.low_age} to {school.high_age}" if school.low_age is not None and school.high_age else "Not known"
    yield Heading(1, "Annex: the school")
    yield Facts(
        [
            ("URN", str(school.urn)),
            ("Phase", school.get_phase_display()),
            ("Ages", ages),
            ("Pupils", f"{school.pupils:,}" if school.pupils else "Not known"),
            ("Provision", _provision(school.early_years, school.post_16)),
        ]
    )


def _provision(early_years: bool, post_16: bool) -> str:
    has = [name for name, given in (("early years", early_years), ("16 to 19", post_16)) if given]
    return " and ".join(has).capitalize() or "Neither early years nor 16 to 19"


def _inspections(found: Sequence[Inspection], urn: int) -> Iterator[Block]:
    yield Heading(1, "Annex: latest inspections")
    if not found:
        yield Paragraph("No inspection of this school has been loaded.")
    for one in found:
        pack = shelf.pack(one.framework)
        title = f"{day(one.started_on) or 'Day not known'}, under {pack.title if pack else one.framework}"
        if one.school.urn != urn:
            title += f", as {one.school.name}, URN {one.school.urn}"
        rows = [(grade.judgement, grade.grade) for grade in grades_in_order(one)]
        rows += [("Category of concern", one.category_of_concern)] if one.category_of_concern else []
        rows += [("Outcome", one.outcome)] if one.outcome else []
        if rows:
            yield Table(title, ("Judgement", "Grade"), rows, widths=(3, 2))


def _view(prepared: Preparation) -> Iterator[Block]:
    yield Heading(1, "Annex: each area, statement by statement")
    for one in prepared.areas:
        yield from _area(one)


def _area(one: AreaStanding) -> Iterator[Block]:
    yield Heading(2, one.area.name)
    yield Paragraph(f"The school’s own judgement: {front.placed(one)}")
    yield Paragraph(one.why)
    if one.evidence:
        yield Bullets([_shown(evidence) for evidence in one.evidence])
    if any(line.answer for line in one.lines):
        shown = [line for line in one.lines if not line.is_gap]
        yield from _lines(f"{one.area.name}: met, with evidence", shown)
        yield from _lines(f"{one.area.name}: gaps", [line for line in one.lines if line.is_gap])
    for sentence in one.gaps.sentences():
        yield Paragraph(sentence, "hint")


def _lines(caption: str, lines: Sequence[Line]) -> Iterator[Block]:
    if lines:
        rows = [(line.descriptor.text, _answer(line), _evidence(line)) for line in lines]
        yield Table(caption, ("Statement", "The school says", "Evidence"), rows, widths=(4, 3, 4))


def _answer(line: Line) -> str:
    return f"{line.words}. {line.why}".strip() if line.why else line.words


def _evidence(line: Line) -> str:
    return "\n".join(_shown(one) for one in line.evidence) or "None named"


def _shown(one: Evidence) -> str:
    said = [one.title, one.get_kind_display().lower(), day(one.dated)]
    if one.confirmed_by:
        said.append(f"confirmed by {one.confirmed_by}")
    return ", ".join(said)


def _issues(prepared: Preparation) -> Iterator[Block]:
    if not prepared.issues:
        return
    yield Heading(1, "Annex: improvement issues")
    areas = {area.slug: area.name for area in prepared.pack.areas}
    rows = [
        (one.title, one.get_source_display(), areas.get(one.area, "") or "The whole school", day(one.raised_on))
        for one in prepared.issues
    ]
    yield Table("Improvement issues that are open", ("Issue", "From", "Area", "Since"), rows, widths=(4, 2, 3, 2))


def _actions(prepared: Preparation) -> Iterator[Block]:
    if not prepared.actions:
        return
    yield Heading(1, "Annex: open actions")
    rows = [
        (one.what, owner_called(one, own=False), day(one.due), one.get_status_display(), one.proof)
        for one in prepared.actions
    ]
    yield Table(
        "Actions that are open",
        ("Action", "Owner", "Due", "Status", "What will prove it"),
        rows,
        widths=(4, 2, 2, 2, 3),
    )


def _agenda(prepared: Preparation) -> Iterator[Block]:
    total = sum(row.item.minutes for row in prepared.agenda)
    yield Heading(1, "Agenda")
    rows = []
    for row in prepared.agenda:
        comes = ", ".join(one.name for one in row.comes) or "Everybody"
        why = " ".join([row.item.reason, *row.because])
        rows.append((clock(row.begins), f"{row.item.title}\n{why}", str(row.item.minutes), comes))
    caption = f"{plural(total, 'minute')} in all"
    yield Table(caption, ("From", "Item, and why", "Minutes", "Who"), rows, widths=(2, 9, 2, 4))


def _questions(prepared: Preparation) -> Iterator[Block]:
    yield Heading(1, "Questions you might ask")
    yield Paragraph(
        "Those on the school’s gaps come first. Ask what you need; leave the answers to the school.", "hint"
    )
    for row in prepared.agenda:
        asked = questions_for(prepared, row.item)
        if asked:
            yield Heading(2, row.item.title)
            yield Bullets([f"{one.text} ({KINDS.get(one.kind, one.kind).lower()})" for one in asked])


def questions_for(prepared: Preparation, item: AgendaItem) -> list[Question]:
    """Return up to six questions for an item, those tied to the school's gaps first, no kind crowding out another."""
    standing = next((one for one in prepared.areas if one.area.slug == item.area), None)
    if standing is None:
        template = next((t for t in prepared.pack.agenda if (t.kind, t.area) == (item.kind, item.area)), None)
        return list(template.questions[:QUESTIONS_PER_ITEM]) if template else []
    phase = prepared.group.school.phase
    gaps = {line.descriptor.slug for line in standing.lines if line.is_gap}
    fitting = [one for one in standing.area.questions if not one.phases or phase in one.phases]
    ranked = sorted(fitting, key=lambda one: not gaps & set(one.descriptors))
    found: list[Question] = []
    for one in ranked:
        if sum(other.kind == one.kind for other in found) < QUESTIONS_PER_ITEM // 3:
            found.append(one)
    return found[:QUESTIONS_PER_ITEM]
