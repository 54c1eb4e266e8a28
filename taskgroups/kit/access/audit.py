"""Adding to the audit trail. Nothing removes a line; words taken out for good (ADR 0015) are all that changes one."""

from typing import Any

from taskgroups.kit.access.models import Entry


def note(*, by: Any, verb: str, school_urn: int | None = None, about: str = "", **details: Any) -> Entry:
    """Write one line, in the transaction around it.

    `by` is the person who did it, or None for the application itself; `verb` names it in the past tense
    ('shared self-evaluation'); `school_urn` the school whose head may read the line; `details` must be JSON.
    """
    return Entry.objects.create(by=by, verb=verb, school_urn=school_urn, about=about[:120], details=details)
