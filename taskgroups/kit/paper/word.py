"""A document as Word (.docx). The library that writes it is read with the first one: most processes make none."""

from taskgroups.kit.paper.document import Document


def to_word(document: Document) -> bytes:
    """Return the document as .docx. It carries its title and language, and no person's name but those in the text."""
    from taskgroups.kit.paper.word_body import to_word as written

    return written(document)
