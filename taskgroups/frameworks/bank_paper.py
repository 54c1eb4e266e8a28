"""The questions that were found, as a paper to take along."""

from datetime import date

from taskgroups.frameworks.bank import Asked, Shelf, Wanted, areas_to_choose, count
from taskgroups.frameworks.pack import KINDS, PHASES, Pack
from taskgroups.kit.design.words import day, plural
from taskgroups.kit.paper.document import Block, Document, Heading, Paragraph, Table

OURS = (
    "The questions are our own. They were written for Task Groups, may be used freely, and are not the inspectorate's: "
    "nobody at {inspectorate} has seen or endorsed them."
)


def in_force(pack: Pack) -> str:
    """Say in words when a framework is in force."""
    if pack.until is None:
        return f"from {day(pack.starts)}"
    return f"{day(pack.starts)} to {day(pack.until)}"


def chosen(wanted: Wanted) -> list[tuple[str, str]]:
    """Say what the questions were narrowed to, as label and value; nothing where all are shown."""
    area = next((name for slug, name in areas_to_choose(wanted.pack) if slug == wanted.area), "")
    pairs = [
        ("Area", area),
        ("Kind", KINDS.get(wanted.kind, "")),
        ("Phase", PHASES.get(wanted.phase, "")),
        ("Words", wanted.words),
    ]
    return [(label, value) for label, value in pairs if value]


def paper(wanted: Wanted, found: list[Shelf], *, on: date) -> Document:
    """Return the questions as a document, area by area, with the version and the day they were taken."""
    pack = wanted.pack
    blocks: list[Block] = [] if found else [Paragraph("No question matches what was chosen.")]
    for shelf in found:
        rows = [_row(number, asked) for number, asked in enumerate(shelf.asked, 1)]
        caption = f"{shelf.name}: {plural(len(rows), 'question')}"
        blocks += [Heading(1, shelf.name), Table(caption, ("Question and kind", "What it tests"), rows, widths=(5, 4))]
    blocks.append(Paragraph(OURS.format(inspectorate=pack.inspectorate), "hint"))
    return Document(
        title="Questions for a Task Group",
        subtitle=pack.title,
        meta=[
            ("Framework", f"{pack.inspectorate}, in force {in_force(pack)}"),
            ("Document", f"{pack.document.title}, {pack.document.date}, {pack.document.reference}"),
            *chosen(wanted),
            ("Questions", str(count(found))),
            ("Taken on", day(on)),
        ],
        blocks=blocks,
        footer=f"Questions for a Task Group: {pack.title}. Taken on {day(on)}.",
    )


def _row(number: int, asked: Asked) -> tuple[str, str]:
    kind = KINDS.get(asked.question.kind, asked.question.kind)
    tests = "\n".join(d.text for d in asked.tests) or "The school as a whole"
    return f"{number}. {asked.question.text}\n{kind}", tests
