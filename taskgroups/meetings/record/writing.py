"""From the facts of a Task Group and the clerk's wording to one document: the same on screen, in PDF and in Word."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from taskgroups.kit.design.words import clock, day, here, weekday
from taskgroups.kit.paper.document import Block, Bullets, Document, Heading, Paragraph, Signature, Table
from taskgroups.kit.paper.document import Facts as Pairs
from taskgroups.meetings.record.facts import ActionFact, AreaFacts, Ending, Facts, Seen, Worded
from taskgroups.meetings.record.sections import CONTEXT, EARLIER, OVERALL, Section, kept_in, sections, words_of

GAPS_MOST = 2
AGREED = "Agreed as accurate by the head of {}"
OWNER = "Owner"
ACTION_HEADS = ("Action", OWNER, "Due", "Evidence that will prove it", "Status")
ACTION_WIDTHS = (4, 2, 1.8, 3.2, 1.6)
SECURE_NOTE = "'Secure' means at or above a line that is this service's own, not the inspectorate's."
FOOTER = "The record belongs to the host school. Its head decides who sees it."


def write(facts: Facts, worded: Worded) -> Document:
    """Return the record as a draft, with a line for the head's signature."""
    by_key = {section.key: section for section in sections(facts)}
    blocks = [
        *_entered_later(facts),
        *_section(by_key[EARLIER], worded, _actions_table("Actions reviewed", facts.earlier, heard=True)),
        *(_section(by_key[CONTEXT], worded, []) if words_of(by_key[CONTEXT], worded).strip() else ()),
        *(block for s in by_key.values() if s.area for block in _section(s, worded, _area(s.area, worded))),
        *_not_reached(facts),
        *_section(by_key[OVERALL], worded, _overall(facts)),
        *_after(facts),
        Signature(AGREED.format(facts.school)),
    ]
    return Document(
        title="Record of Task Group",
        subtitle=f"{facts.school}, {day(facts.began)}",
        meta=_header(facts),
        blocks=tuple(blocks),
        footer=FOOTER,
        draft=True,
    )


def end(draft: Document, ending: Ending) -> Document:
    """Return the same record, word for word, with its ending in place of the empty line for a signature."""
    lines = [block for block in draft.blocks if isinstance(block, Signature)]
    body = [block for block in draft.blocks if not isinstance(block, Signature)]
    if ending.agreed_on:
        signed = [replace(one, name=ending.agreed_by, date=day(ending.agreed_on)) for one in lines]
        return replace(draft, blocks=(*body, *signed), draft=False)
    return replace(draft, blocks=(*body, *_differs(ending)), draft=False)


def marked(document: Document, taken_out: Sequence[str]) -> Document:
    """Return a record that says first what was taken out of it; the same where nothing was."""
    return replace(document, blocks=(*(Paragraph(one, "hint") for one in taken_out), *document.blocks))


def write_confidential(facts: Facts, more: str) -> Document:
    """Return the confidential part: a paper of its own, for the chair, the clerk and the host head."""
    blocks: list[Block] = [Paragraph("For the chair, the clerk and the head of the host school only.", "hint")]
    blocks += [Bullets(facts.confidential)] if facts.confidential else []
    blocks += [Paragraph(part) for part in more.split("\n\n") if part.strip()]
    return Document(
        title="Confidential part of the record of Task Group",
        subtitle=f"{facts.school}, {day(facts.began)}",
        meta=[("URN", str(facts.urn)), ("Task Group", f"Number {facts.number}")],
        blocks=blocks,
        footer="Confidential: kept apart from the record.",
    )


def _header(facts: Facts) -> list[tuple[str, str]]:
    pairs = [
        ("School", f"{facts.school}, URN {facts.urn}"),
        ("Task Group", f"Number {facts.number}"),
        ("Date", _when(facts.began, facts.ended)),
        ("Place", facts.place),
        ("Chair", facts.chair),
        ("Clerk", facts.clerk),
        ("Present" if facts.attendance_noted else "Expected, not noted who came", "; ".join(facts.present)),
        ("Apologies", "; ".join(facts.apologies) or "None"),
        ("Framework", ", ".join(filter(None, [facts.framework, facts.version]))),
    ]
    return [(label, value) for label, value in pairs if value]


def _when(began: datetime, ended: datetime | None) -> str:
    start = here(began)
    if ended is None:
        return f"{weekday(start)}, {clock(start)}"
    end = here(ended)
    if end.date() == start.date():
        return f"{weekday(start)}, {clock(start)} to {clock(end)}"
    return f"{weekday(start)}, {clock(start)}; ended {weekday(end)}, {clock(end)}"


def _entered_later(facts: Facts) -> list[Block]:
    return [Paragraph(facts.entered_later, "hint")] if facts.entered_later else []


def _section(section: Section, worded: Worded, more: Sequence[Block]) -> Iterator[Block]:
    yield Heading(1, section.title)
    if section.area:
        yield from _judgements(section.area)
    yield from (Paragraph(part) for part in words_of(section, worded).split("\n\n") if part.strip())
    yield from more


def _judgements(area: AreaFacts) -> list[Block]:
    rows = [("The school's judgement", area.school_now or "Not judged")]
    if area.before_when:
        rows.append((f"The school's judgement on {day(area.before_when)}", area.school_before or "Not judged"))
    elif area.other_framework:
        rows.append(("Before", f"Judged under another framework, {area.other_framework}: not comparable"))
    rows.append(("The group agreed", area.agreed or "No judgement"))
    if area.issues:
        rows.append(("Improvement issues", "; ".join(area.issues)))
    return [Pairs(rows)]


def _area(area: AreaFacts, worded: Worded) -> list[Block]:
    blocks: list[Block] = []
    if area.descriptors:
        blocks.append(Bullets([": ".join(filter(None, [one.text, one.value])) + _because(one.why)
                               for one in area.descriptors]))  # fmt: skip
    kept = kept_in(area, worded)
    rows = [
        ("Evidence seen", "\n".join(_seen(one) for one in area.evidence) or "None at this meeting"),
        ("Could not yet be shown", "\n".join(_few(area.gaps))),
        ("Questions that mattered" if len(kept) > 1 else "Question that mattered",
         "\n".join(_asked(one.text, one.answers) for one in kept)),
    ]  # fmt: skip
    blocks.append(Pairs([(label, value) for label, value in rows if value]))
    if area.actions:
        blocks += _actions_table(f"Actions: {area.name}", area.actions)
    return blocks


def _because(why: str) -> str:
    return f". {why}" if why else ""


def _few(gaps: Sequence[str]) -> list[str]:
    """The first gaps, and how many more there are: the record is two to four pages, the rest is in the evaluation."""
    more = len(gaps) - GAPS_MOST
    return [*gaps[:GAPS_MOST], *([f"{more} more in the school's self-evaluation"] if more > 0 else [])]


def _seen(one: Seen) -> str:
    about = ", ".join(filter(None, [one.where, one.dated]))
    return one.what + (f" ({about})" if about else "")


def _asked(text: str, answers: Sequence[str]) -> str:
    return "\n".join([text, *(f"The school: {answer}" for answer in answers)])


def _actions_table(caption: str, actions: Sequence[ActionFact], heard: bool = False) -> list[Block]:
    if not actions:
        return []
    if heard:
        heads: tuple[str, ...] = ("Action", OWNER, "Due", "Status", "What the group heard")
        rows = [(a.what, a.owner, day(a.due), a.status, _heard(a)) for a in actions]
        return [Table(caption, heads, rows, (4, 2, 1.8, 1.6, 3.2))]
    return [Table(caption, ACTION_HEADS, [(a.what, a.owner, day(a.due), a.proof, a.status) for a in actions],
                  ACTION_WIDTHS)]  # fmt: skip


def _heard(action: ActionFact) -> str:
    return "\n".join(filter(None, [action.heard or "Not discussed", action.difference]))


def _not_reached(facts: Facts) -> list[Block]:
    left = [area.name for area in facts.areas if not area.reached]
    if not left:
        return []
    return [Heading(1, "Not reached"), Paragraph(f"On the agenda, and not reached: {'; '.join(left)}.")]


def _overall(facts: Facts) -> list[Block]:
    blocks: list[Block] = []
    if any(area.secure is not None for area in facts.areas):
        blocks.append(Paragraph(SECURE_NOTE, "hint"))
    return blocks + _actions_table("Other actions", facts.other_actions)


def _after(facts: Facts) -> list[Block]:
    rows = [("Next Task Group", day(facts.next_date) if facts.next_date else "No date is set yet")]
    if facts.circulation:
        rows.append(("Goes to", "; ".join(facts.circulation)))
    return [Heading(1, "What happens next"), Pairs(rows)]


def _differs(ending: Ending) -> list[Block]:
    blocks: list[Block] = [
        Heading(1, "Where the head of the school differs"),
        Paragraph(f"Not agreed. Locked on {day(ending.differs_on)} with what the head said and the answers given."),
    ]
    for one in ending.said:
        blocks += [Heading(2, one.section), Paragraph(one.text, "quote"), Paragraph(f"Answer: {one.answer}")]
    return blocks
