"""A school's one-page papers: the parts of the page for governors, and the school on one side of paper.

Each comes as several documents, the first with all there is, the others with less of it: what is printed is the first
that fits on one side.
"""

from collections.abc import Collection, Iterator

from taskgroups.assurance.governors import told
from taskgroups.assurance.governors.room import ROOMS, Room, cut, left_out
from taskgroups.assurance.governors.told import Doing, Met, Told
from taskgroups.evaluation.agreed import Agreed
from taskgroups.evaluation.picture import Picture
from taskgroups.evaluation.queries import pack_for
from taskgroups.improvement.called import owner_called
from taskgroups.improvement.models import Action
from taskgroups.improvement.policy import RISK_RESTS_ON
from taskgroups.improvement.reading_risk import SchoolRisk
from taskgroups.improvement.risk import RISKS, SOONS, Risk
from taskgroups.improvement.saying import because
from taskgroups.kit.design.words import day
from taskgroups.kit.paper.document import Block, Bullets, Document, Heading, Paragraph, Table
from taskgroups.kit.paper.document import Facts as Pairs
from taskgroups.schools.models import School, Thing
from taskgroups.schools.policy import today

WHERE, RISK, DOING, MET, STATEMENT, ASK = "where", "risk", "doing", "met", "statement", "ask"
PARTS = (
    (WHERE, "Where we are: each area, as the school places itself"),
    (RISK, "The risk of not being secure: low, some or high, each with its reason"),
    (DOING, "What we do about it: improvement issues and open actions"),
    (MET, "Task Groups: the last one held and the next one planned"),
    (STATEMENT, "That a statement of challenge and support is released"),
    (ASK, "Questions governors may ask, each with its reason"),
)
EVERYTHING = frozenset(str(one) for one in Thing.values)


def for_governors(school: School, parts: Collection[str], words: str) -> list[Document]:
    """Return the governors' page: the parts that were chosen, as they are today, in ever less room."""
    picture = told.picture_of(school, EVERYTHING, Agreed.ALL) if {WHERE, ASK} & set(parts) else None
    found = Told(
        school,
        told.last_said(school, EVERYTHING, Agreed.ALL, picture) if WHERE in parts else None,
        told.risk_now(school, Agreed.ALL) if RISK in parts else None,
        told.doing_of(school) if DOING in parts else None,
        told.met_of(school) if MET in parts else None,
        told.released_on(school) if STATEMENT in parts else None,
        told.questions_of(school, picture) if ASK in parts and picture else (),
    )
    footer = "Chosen by the head of the school for its governors."
    return [_document(school, "For governors", [*_said(words, room), *_blocks(found, room)], footer) for room in ROOMS]


def on_a_page(school: School, seen: frozenset[str], *, own: bool, agreed: Agreed = Agreed.NOTHING) -> list[Document]:
    """Return the school on a page, of what the reader may see of it, in ever less room; `own`: they are of the school.

    `agreed` is what they may know of that which Task Groups agreed. Nobody is named to others.
    """
    ages = f"{school.low_age} to {school.high_age}" if school.low_age is not None else ""
    rows = [("Phase", school.get_phase_display()), ("Ages", ages), ("Place", school.place),
            ("Pupils", str(school.pupils) if school.pupils is not None else "")]  # fmt: skip
    facts = Pairs([row for row in rows if row[1]])
    picture = told.picture_of(school, seen, agreed) if Thing.EVALUATION in seen else None
    found = Told(
        school,
        told.last_said(school, seen, agreed, picture),
        told.risk_now(school, agreed) if seen >= RISK_RESTS_ON else None,
        told.doing_of(school) if Thing.IMPROVEMENT in seen else None,
        own=own,
    )
    footer = "What is not shared with the reader is not on it."
    return [_document(school, "School on a page", [facts, *_blocks(found, room)], footer) for room in ROOMS]


def _document(school: School, title: str, blocks: list[Block], footer: str) -> Document:
    return Document(title=title, subtitle=f"{cut(school.name, 200)}, URN {school.urn}", meta=[("As at", day(today()))],
                    blocks=blocks, footer=footer)  # fmt: skip


def _said(words: str, room: Room) -> list[Block]:
    parts = [cut(words, room.flowing)] if room.flowing else words.split("\n\n")
    return [Paragraph(part) for part in parts if part.strip()]


def _blocks(found: Told, room: Room) -> Iterator[Block]:
    if found.picture:
        yield from _where(found.picture)
    if found.risk:
        yield from _risk(found.risk, room)
    if found.doing:
        yield from _doing(found.doing, room, found.own)
    if found.met:
        yield from _met(found.met)
    if found.released_on:
        on = found.released_on[0]
        yield Heading(1, "Statement of challenge and support")
        yield Paragraph(f"Released on {day(on)}: ask the head for it." if on else "None is released.")
    if found.questions and room.questions:
        rows = [(one.question, one.because) for one in found.questions]
        yield Heading(1, "Questions governors may ask")
        yield Table("", ("Question", "Because"), rows[: room.questions], (5, 4))


def _where(picture: Picture) -> Iterator[Block]:
    rows = [
        (
            one.area.name,
            one.grade.name if one.grade else "Not judged",
            one.agreed_grade.name if one.agreed_grade else "",
        )
        for one in picture.areas
    ]
    yield Heading(1, "Where we are")
    now = pack_for()
    if now and now != picture.pack:
        yield Paragraph(f"This is from before: under {now.title} nothing is said yet. Nothing is converted.")
    yield Paragraph(picture.pack.title, "hint")
    yield Table("", ("Area", "The school says", "A Task Group agreed"), rows, (4, 3, 3))


def _risk(found: SchoolRisk, room: Room) -> Iterator[Block]:
    yield Heading(1, f"Risk of not being secure: {RISKS[found.risk].name.lower()}")
    yield Paragraph(found.in_words)
    coming = cut(found.coming.because.words, max(room.letters, 150))
    yield Paragraph(f"How soon an inspection is likely: {SOONS[found.soon].name.lower()}. {coming}")
    told_of = [one for one in found.areas if room.every_area or one.stated.risk not in (Risk.LOW, Risk.UNSAID)]
    rows = [(one.state.area.name, RISKS[one.stated.risk].name, because(one.standing, one.stated)) for one in told_of]
    if rows:
        yield Table("", ("Area", "Risk", "Because"), rows, (2.6, 0.9, 6.7))


def _owner(action: Action, own: bool) -> str:
    """By role; where none is on file by name to the school's own people alone."""
    return action.owner_role or owner_called(action, own=own)


def _doing(found: Doing, room: Room, own: bool) -> Iterator[Block]:
    yield Heading(1, "What we do about it")
    yield Bullets([cut(one, room.letters) for one in found.issues[: room.issues]])
    rows = [
        (cut(one.what, room.letters), cut(_owner(one, own), 60), day(one.due), one.get_status_display())
        for one in found.actions[: room.actions]
    ]
    if rows:
        yield Table("Open actions, soonest due first", ("Action", "Owner", "Due", "Status"), rows, (5, 2, 2, 2))
    elif not found.actions:
        yield Paragraph("No action is open.")
    more = [(len(found.issues) - room.issues, "open issue"), (len(found.actions) - room.actions, "open action")]
    yield Paragraph(left_out(more), "hint")


def _met(found: Met) -> Iterator[Block]:
    yield Heading(1, "Task Groups")
    yield Pairs([("Last", day(found.last) or "None yet"), ("Next", day(found.ahead) or "Not planned")])
