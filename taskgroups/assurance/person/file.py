"""Everything about one person as a file: a PDF to read, and the same as JSON."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from taskgroups.assurance.person.everything import Section, everything
from taskgroups.kit.design.words import day, day_clock
from taskgroups.kit.paper.document import Block, Document, Heading, Paragraph, Table
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.people.models import Person

SAID = (
    "This is all that Task Groups keeps about you. What you wrote in a school's self-evaluation, evidence, actions and "
    "records is told by day and school: those words are the school's, and the school decides who reads them."
)


def person_file(person: Person, *, private: bool) -> bytes:
    """Return the zip: `everything.pdf` and `everything.json`. `private`: with the words that are theirs alone."""
    found = everything(person, private=private)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("everything.pdf", to_pdf(as_paper(person, found)))
        packed.writestr("everything.json", _json(found))
    return out.getvalue()


def as_paper(person: Person, found: list[Section]) -> Document:
    """Return the sections as a paper."""
    blocks: list[Block] = [Paragraph(SAID)]
    for one in found:
        blocks.append(Heading(1, one.name))
        blocks.append(Table(one.name, one.headers, [[_cell(value) for value in row] for row in one.rows]))
    return Document(
        title="Everything kept about one person",
        subtitle=person.name,
        meta=[("As it stood on", day(timezone.localdate()))],
        blocks=blocks,
    )


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return day_clock(value)
    if value is None:
        return ""
    return day(value) if isinstance(value, date) else str(value)


def _json(found: list[Section]) -> str:
    told = {one.name: [dict(zip(one.headers, row, strict=True)) for row in one.rows] for one in found}
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
