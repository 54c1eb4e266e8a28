"""From the facts a head chose to one paper: the same on screen, in PDF and in Word."""

from collections.abc import Iterator, Sequence
from datetime import date

from taskgroups.assurance.statement.facts import Facts, Given, Received
from taskgroups.kit.design.words import day, listed, plural
from taskgroups.kit.paper.document import Block, Bullets, Document, Heading, Paragraph, Table
from taskgroups.kit.paper.document import Facts as Pairs

TITLE = "Statement of challenge and support"
WHAT = (
    "In a Task Group, heads of other schools and others who were asked question a school about where it is, what "
    "shows that, and what it will do next. The chair asks; the school answers and sets its own actions. Schools do "
    "this for one another."
)
CHOSEN = "The school chose what is in this statement. It may hold less than took place."
TESTED_HEADS = ("Area", "Questions kept in the record", "Evidence seen")
CHANGED_HEADS = ("Action set there", "Now", "What difference it made")
GIVEN_HEADS = ("Date", "Our part", "Host school")


def write(facts: Facts, *, words: str = "", on: date | None = None) -> Document:
    """Return the statement of these facts, released `on` a day."""
    return Document(
        title=TITLE,
        subtitle=f"{facts.school}, URN {facts.urn}",
        meta=[("Released", f"{day(on)}, by the head of {facts.school}")] if on else (),
        blocks=tuple(_blocks(facts, words)),
        footer=f"Released by the head of {facts.school}. The school may withdraw it or replace it with a newer one.",
    )


def _blocks(facts: Facts, words: str) -> Iterator[Block]:
    yield from (Paragraph(part) for part in words.split("\n\n") if part.strip())
    yield Paragraph(WHAT)
    yield Paragraph(CHOSEN, "hint")
    if facts.received:
        yield Heading(1, "Received")
        yield Paragraph(_received_in_short(facts.received))
        for one in facts.received:
            yield from _received(one)
    if facts.given:
        yield Heading(1, "Given to other schools")
        yield Paragraph(_given_in_short(facts.given))
        rows = [(day(one.on), "\n".join(one.parts), one.school) for one in facts.given]
        yield Table("Task Groups elsewhere in which people of the school took part", GIVEN_HEADS, rows, (2, 4, 4))


def _received_in_short(found: Sequence[Received]) -> str:
    if len(found) == 1:
        return f"One Task Group, on {day(found[0].on)}."
    return f"{plural(len(found), 'Task Group')}, from {day(found[-1].on)} to {day(found[0].on)}. The newest is first."


def _given_in_short(found: Sequence[Given]) -> str:
    schools = sorted({one.school for one in found})
    where = listed(schools) if len(schools) <= 3 else plural(len(schools), "school")
    times = plural(sum(len(one.parts) for one in found), "time")
    return f"People of the school took part {times} in Task Groups at {where}."


def _received(one: Received) -> Iterator[Block]:
    yield Heading(2, f"{day(one.on)}, Task Group {one.number}")
    yield Pairs([*one.who, *([("Framework", one.framework)] if one.framework else []),
                 *([("Then", one.then)] if one.then else [])])  # fmt: skip
    if one.tested:
        rows = [(area.area, "\n".join(area.questions), "\n".join(area.evidence)) for area in one.tested]
        yield Table("What was tested", TESTED_HEADS, rows, (2.2, 4.6, 3.2))
    if one.changed:
        rows = [(action.what, action.status, action.difference) for action in one.changed]
        yield Table("What has changed since", CHANGED_HEADS, rows, (4.6, 2, 3.4))
    if one.moved:
        yield Bullets(one.moved)
