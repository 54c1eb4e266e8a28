"""What changed about an item of evidence: what it said before and after, by whom, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from taskgroups.evaluation.listing import used_for
from taskgroups.evaluation.models import Evidence, EvidenceUse, EvidenceVersion
from taskgroups.evaluation.models.said import SaidOfEvidence
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person

NAMES = {
    "title": "What it is",
    "kind": "Kind",
    "dated": "Date",
    "note": "What it shows",
    "where": "Where it is kept",
    "confirmed_by": "Who else would say so",
    "covers": "How much it covers",
    "direct": "How it is known",
    "file": "File",
}
NO_FILE = "No file"


@dataclass(frozen=True)
class Line:
    """One thing that changed, in words; '' for nothing. `file` is the number of the version that has the old file.

    A link made or taken away has no other side: `one_sided`.
    """

    what: str
    was: str
    now: str
    file: int | None = None
    one_sided: bool = False


@dataclass(frozen=True)
class Change:
    """One change: who made it (None where that was not kept), when, and what it was and became."""

    by: Person | None
    at: datetime
    lines: tuple[Line, ...]


def changes(item: Evidence, earlier: Sequence[EvidenceVersion], after: SaidOfEvidence | None = None) -> list[Change]:
    """Return what each of the versions, newest first, became; `after` is what followed the first, the item itself
    if not given. `by` must be loaded.
    """
    uses, told = list(item.uses.all()), []
    next_: SaidOfEvidence = after or item
    for one in earlier:
        by = next_.by if isinstance(next_, EvidenceVersion) else item.changed_by
        lines = (*lines_between(one, next_), *_moved(uses, [one.superseded_at]))
        told.append(Change(by, one.superseded_at, lines))
        next_ = one
    return told


def changes_since(item: Evidence, base: datetime | None) -> list[Change]:
    """Return what changed after a form showed the item as `base` (its `changed_at`; None: as added), newest first."""
    earlier = item.earlier.filter(superseded_at__gt=base or item.added_at).select_related("by")
    return changes(item, list(earlier))


def lines_between(before: SaidOfEvidence, after: SaidOfEvidence) -> list[Line]:
    """Return what is different between two versions of an item."""
    number = before.number if isinstance(before, EvidenceVersion) and before.file else None
    return [
        Line(label, _words(before, name), _words(after, name), number if name == "file" else None)
        for name, label in NAMES.items()
        if before.said[name] != after.said[name]
    ]


def _words(said: SaidOfEvidence, name: str) -> str:
    if name == "file":
        return said.file_name if said.file else NO_FILE
    if name == "dated":
        return day(said.dated)
    shown = getattr(said, f"get_{name}_display", None)
    return str(shown() if shown else getattr(said, name))


def _moved(uses: Iterable[EvidenceUse], moments: Sequence[datetime]) -> list[Line]:
    """The links made and taken away at these moments."""
    came = [use for use in uses if use.linked_at in moments]
    went = [use for use in uses if use.unlinked_at in moments]
    added = [Line("Now also shows", "", _place(*place), one_sided=True) for place in used_for(came)]
    return added + [Line("No longer shows", _place(*place), "", one_sided=True) for place in used_for(went)]


def _place(framework: str, area: str, text: str) -> str:
    return f"{area}: {text}" if text else f"{area}, the area as a whole"
