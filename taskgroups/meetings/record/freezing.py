"""A document as JSON and back, so that a locked record reads the same after the code has changed."""

from dataclasses import asdict, fields
from typing import Any

from taskgroups.kit.paper import document as paper
from taskgroups.kit.paper.document import Document

KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        paper.Heading,
        paper.Paragraph,
        paper.Bullets,
        paper.Facts,
        paper.Table,
        paper.PageBreak,
        paper.Signature,
        paper.Picture,
    )
}


def freeze(document: Document) -> dict[str, Any]:
    """Return the document as data that JSON holds."""
    return asdict(document) | {"blocks": [{"kind": block.kind, **asdict(block)} for block in document.blocks]}


def thaw(data: dict[str, Any]) -> Document:
    """Return the document that was frozen. What a newer version added takes its usual value."""
    blocks = [_block(block) for block in data["blocks"]]
    known = {field.name for field in fields(Document)}
    return Document(**{key: value for key, value in data.items() if key in known} | {"blocks": blocks})


def _block(data: dict[str, Any]) -> Any:
    kind = KINDS[data["kind"]]
    known = {field.name for field in fields(kind)}
    return kind(**{key: value for key, value in data.items() if key in known})
