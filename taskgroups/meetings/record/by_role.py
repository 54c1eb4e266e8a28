"""A locked record as it goes to those who were not there: who was, by role and place, and signed by role."""

from collections.abc import Collection
from dataclasses import replace

from taskgroups.improvement.called import UNTOLD
from taskgroups.kit.paper.document import Block, Document, Paragraph, Signature, Table
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.projections.reading import entries_of
from taskgroups.meetings.record.later import nobody_named
from taskgroups.meetings.record.people import who_was_there
from taskgroups.meetings.record.queries import owner_roles
from taskgroups.meetings.record.writing import OWNER

CAME = [Event.Kind.ATTENDANCE, Event.Kind.HANDOVER]
UNKNOWN = "Not on file by role"


def told_by_role(document: Document, group: TaskGroup) -> Document:
    """Return the same record without the names of those who were there: nothing else of it changes.

    The paper as it was locked is kept as it is: it has the names for those who sat together.
    """
    people = who_was_there(group, entries_of(group, kinds=CAME), by_role=True)
    present = "; ".join(people.present)
    told = {
        "Chair": people.chair, "Clerk": people.clerk, "Present": present, "Expected, not noted who came": present,
        "Apologies": "; ".join(people.apologies) or "None",
    }  # fmt: skip
    meta = [(label, (told[label] or UNKNOWN) if label in told else value) for label, value in document.meta]
    roles = owner_roles(group.school, {cell for one in document.blocks for cell in _owners(one)} - {UNTOLD})
    return replace(document, meta=meta, blocks=tuple(_by_role(one, roles) for one in document.blocks))


def _owners(block: Block) -> list[str]:
    """Who owns the actions of a table, as it says: a name where no role was on file, in what was locked before."""
    if not isinstance(block, Table) or OWNER not in block.headers:
        return []
    column = block.headers.index(OWNER)
    return [row[column] for row in block.rows]


def _by_role(block: Block, roles: Collection[str]) -> Block:
    """The block without the names that the software wrote into it; what somebody typed stands as they typed it."""
    if isinstance(block, Signature) and block.name:
        return replace(block, name="The head")
    if isinstance(block, Paragraph) and block.style == "hint":
        return replace(block, text=nobody_named(block.text))
    if isinstance(block, Table) and not set(_owners(block)) <= set(roles):
        column = block.headers.index(OWNER)
        rows = [
            [*row[:column], row[column] if row[column] in roles else UNTOLD, *row[column + 1 :]] for row in block.rows
        ]
        return replace(block, rows=rows)
    return block
