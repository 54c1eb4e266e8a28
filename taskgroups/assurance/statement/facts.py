"""What a statement is written from: plain facts, already read, and what the head chose of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

WHO, TESTED, CHANGED = "who", "tested", "changed"
PARTS = (
    (WHO, "That it took place, and who took part, by role and school"),
    (TESTED, "What was tested: the areas, the questions kept in the record, the evidence seen"),
    (CHANGED, "What has changed since: its actions, and the school's own judgements"),
)


@dataclass(frozen=True)
class Tested:
    """An area the group went into: the questions the record keeps, and the evidence that was shown."""

    area: str
    questions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changed:
    """An action set there: how far it is, and what difference it made, each in words."""

    what: str
    status: str
    difference: str


@dataclass(frozen=True)
class Received:
    """A Task Group that the school hosted. `who` is (part, roles) with no person's name."""

    key: str
    on: date
    number: int
    framework: str
    who: tuple[tuple[str, str], ...]
    agreed: bool = False
    tested: tuple[Tested, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved: tuple[str, ...] = ()
    then: str = ""

    @property
    def parts(self) -> list[str]:
        """What of it can be released: before its record is agreed, only that it took place."""
        return [WHO, TESTED, CHANGED] if self.agreed else [WHO]


@dataclass(frozen=True)
class Given:
    """A Task Group elsewhere: when, in which part and role, and at which school. Nothing of what was said there."""

    key: str
    on: date
    parts: tuple[str, ...]
    school: str


@dataclass(frozen=True)
class Facts:
    """All that a school's statement may hold, the newest first."""

    school: str
    urn: int
    received: tuple[Received, ...] = ()
    given: tuple[Given, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """What a head chose: the parts of each Task Group received, the Task Groups given, by their keys."""

    received: Mapping[str, Sequence[str]] = field(default_factory=dict)
    given: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        return not (any(self.received.values()) or self.given)

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "received": {key: list(parts) for key, parts in self.received.items() if parts},
            "given": list(self.given),
        }


def chosen_in(data: Mapping[str, Any]) -> Chosen:
    """Return what was chosen, from JSON."""
    return Chosen(data.get("received", {}), data.get("given", []))


def everything(facts: Facts) -> Chosen:
    """Return the choice of all there is."""
    return Chosen({one.key: one.parts for one in facts.received}, [one.key for one in facts.given])


def only(facts: Facts, chosen: Chosen) -> Facts:
    """Return the facts that were chosen and nothing else: what was left out is not in what comes back."""
    return Facts(
        facts.school,
        facts.urn,
        tuple(_only(one, chosen.received[one.key]) for one in facts.received if chosen.received.get(one.key)),
        tuple(one for one in facts.given if one.key in chosen.given),
    )


def _only(one: Received, parts: Sequence[str]) -> Received:
    tested = one.tested if TESTED in parts and one.agreed else ()
    changed, moved = (one.changed, one.moved) if CHANGED in parts and one.agreed else ((), ())
    return Received(one.key, one.on, one.number, one.framework, one.who, one.agreed, tested, changed, moved, one.then)
