"""What changed about an action, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from taskgroups.improvement.called import UNTOLD, Called
from taskgroups.improvement.models import Action, ActionUpdate
from taskgroups.kit.design.words import day, listed

NAMES = {"status": "Status", "due": "Due", "done_on": "Done on", "proof": "Evidence that will prove it",
         "impact": "Difference", "impact_note": "What changed", "owner": "Owner", "owner_role": "Owner’s role",
         "evidence": "Evidence", "statement": "Statement it serves"}  # fmt: skip
LABELS: dict[str, dict[str, str]] = {
    "status": {str(value): str(label) for value, label in Action.Status.choices},
    "impact": {str(value): str(label) for value, label in Action.Impact.choices},
}


@dataclass(frozen=True)
class Told:
    """One change in words: who, when, what it was and is, and why."""

    by: str
    at: datetime
    changes: tuple[str, ...]
    note: str


def told(updates: Iterable[ActionUpdate], called: Called, *, own: bool, evidence: bool = True) -> list[Told]:
    """Return changes in words, in the order given.

    `called` says what who changed it is called; `own`: whether the reader is of the school, and so reads names;
    `evidence`: whether they may know what shows it.
    """
    return [Told(called(one.by, one.at), one.at, tuple(_changes(one.changes, evidence, own)), one.note)
            for one in updates]  # fmt: skip


def _changes(changes: dict[str, list[Any]], evidence: bool, own: bool) -> Iterable[str]:
    for name, (before, after) in changes.items():
        given_on = name in ("owner", "owner_role") and "owner" in changes
        if (given_on and name == ("owner_role" if own else "owner")) or (name == "evidence" and not evidence):
            continue
        if given_on and not own and before == after:
            yield f"Owner: somebody else, {after or UNTOLD}"
            continue
        was, now = _value(name, before), _value(name, after)
        label = NAMES.get(name, name)
        if now and was and name not in ("impact_note",):
            yield f"{label}: {was}, now {now}"
        elif now:
            yield f"{label}: {now}"
        else:
            yield f"{label}: taken away (it was {was})"


def _value(name: str, value: Any) -> str:
    if isinstance(value, list):
        return listed([str(one) for one in value])
    if name in ("due", "done_on") and value:
        return day(date.fromisoformat(value))
    return LABELS.get(name, {}).get(value, str(value or ""))
