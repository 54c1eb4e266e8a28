"""The papers of a school's archive that people read: where it places itself, and its records."""

from collections.abc import Callable, Iterator

from django.utils import timezone

from taskgroups.evaluation.models import Answer
from taskgroups.evaluation.queries import packs_judged, standing
from taskgroups.frameworks.pack import Pack
from taskgroups.kit.design.words import day
from taskgroups.kit.paper.document import Block, Document, Heading, Paragraph, Table
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.word import to_word
from taskgroups.meetings.models import Record
from taskgroups.meetings.record.freezing import thaw
from taskgroups.meetings.record.policy import reads
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.policy import today

Paper = tuple[str, str, Callable[[], bytes]]


def papers(school: School, by: Person) -> Iterator[Paper]:
    """(name, what it is, how it is made) of each paper: one for each framework judged under, then the records."""
    for pack in packs_judged(school):
        document = self_evaluation(school, pack)
        yield from _both(f"self-evaluation-{pack.slug}", f"Self-evaluation, {pack.title}", document)
    held = Record.objects.filter(task_group__school=school).exclude(document=None)
    for record in held.select_related("task_group__school").order_by("task_group__starts_at"):
        if reads(by, record):
            group = record.task_group
            held_on = timezone.localdate(group.starts_at)
            words = f"Record of Task Group {group.number}, {day(held_on)}"
            yield from _both(f"record-{group.number}-{held_on.isoformat()}", words, thaw(record.document or {}))


def _both(name: str, words: str, document: Document) -> Iterator[Paper]:
    yield f"{name}.pdf", f"{words} (PDF)", lambda: to_pdf(document)
    yield f"{name}.docx", f"{words} (Word)", lambda: to_word(document)


def self_evaluation(school: School, pack: Pack) -> Document:
    """Return where the school places itself under one framework version, and what shows each statement."""
    blocks: list[Block] = []
    for state in standing(school, pack).areas:
        blocks.append(Heading(1, state.area.name))
        grade = state.grade
        blocks.append(Paragraph(f"The school: {grade.name if grade else 'not judged yet'}."))
        if state.said and state.said.why:
            blocks.append(Paragraph(state.said.why))
        if state.agreed_grade:
            blocks.append(Paragraph(f"Agreed by the Task Group: {state.agreed_grade.name}."))
        rows = [
            [one.descriptor.text, str(Answer(one.answer).label), str(one.evidence.number if one.evidence else 0)]
            for one in state.descriptors
        ]
        if rows:
            headers = ["Statement", "Answer", "Items of evidence"]
            blocks.append(Table(f"Statements of {state.area.name}", headers, rows, (6, 1, 1)))
    return Document(
        title="Self-evaluation",
        subtitle=f"{school.name}, URN {school.urn}",
        meta=[("Framework", pack.title), ("As it stood on", day(today()))],
        blocks=blocks,
    )
