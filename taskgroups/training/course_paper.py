"""The course as a paper: to print, as PDF and as Word."""

from datetime import date

from taskgroups.frameworks.pack import KINDS, Pack, TemplateItem
from taskgroups.kit.design.words import day, plural
from taskgroups.kit.paper.document import Block, Bullets, Contents, Document, Heading, Paragraph, Table
from taskgroups.training.course import Course, Section, begin_with, protocols, to_practise

OURS = (
    "The course, the agenda and the questions are our own and may be used freely. Only the names of areas are the "
    "framework's: nobody at {inspectorate} has seen or endorsed them."
)


def paper(course: Course, pack: Pack, *, on: date) -> Document:
    """Return the whole course with the agenda of one framework version."""
    blocks: list[Block] = [Paragraph(course.intro), Contents([one.title for one in course.sections])]
    for section in course.sections:
        blocks += _section(section, pack)
    blocks.append(Paragraph(OURS.format(inspectorate=pack.inspectorate), "hint"))
    return Document(
        title=course.title,
        subtitle=pack.title,
        meta=[("Framework", pack.inspectorate), ("Taken on", day(on))],
        blocks=blocks,
        footer=f"{course.title}. Taken on {day(on)}.",
    )


def _section(section: Section, pack: Pack) -> list[Block]:
    blocks: list[Block] = [Heading(1, section.title), *(Paragraph(text) for text in section.text)]
    if section.points:
        blocks.append(Bullets([f"{point.lead} {point.text}" for point in section.points]))
    if section.then == "agenda":
        blocks += [block for item in pack.agenda for block in _item(item, pack)]
    if section.then == "protocols":
        blocks.append(Bullets([f"{title}. {text}" for title, text in protocols()]))
    if section.then == "practice":
        rows = [(one.says, "\n".join(one.good)) for one in to_practise()]
        head = ("A school leader says", "You could ask")
        blocks.append(Table("One exchange of each theme", head, rows, widths=(1, 1)))
    return blocks


def _item(item: TemplateItem, pack: Pack) -> list[Block]:
    blocks: list[Block] = [Heading(2, f"{item.title}, {plural(item.minutes, 'minute')}"), Paragraph(item.reason)]
    if item.who:
        blocks += [Heading(3, "Who could attend"), Bullets([f"{one.role}. {one.reason}" for one in item.who])]
    asked = begin_with(pack, item)
    if asked:
        said = [f"{one.text} ({KINDS[one.kind].lower()})" for one in asked]
        blocks += [Heading(3, "Questions to begin with"), Bullets(said)]
    return blocks
