"""The problem of a round, as read: schools, people, and what is declared between them."""

from dataclasses import dataclass


class NoProblem(Exception):
    """Input that is no problem of a round. The message names the field, says what is wrong and what to do."""


@dataclass(frozen=True)
class School:
    """A school of the round. Coordinates are metres of the national grid, or nothing."""

    urn: int
    easting: float | None
    northing: float | None
    phase: str
    consortium: str | None
    host: bool


@dataclass(frozen=True)
class Person:
    """Somebody who may sit: at how many groups, chairing which phases, and when not."""

    id: str
    urn: int
    can_chair: bool
    phases: frozenset[str]
    max_groups: int
    unavailable: frozenset[str]
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Problem:
    """One round to solve. `conflicts` and `history` are pairs of a person's id and a URN.

    `kept` are pairs that must sit together, and `chairing` those of them in which the person must chair; `days` are the
    slots that host schools, by URN, are to meet on. A problem read from JSON keeps nothing: only a page that plans
    again around a plan does.
    """

    panel_size: int
    slots: tuple[str, ...]
    schools: tuple[School, ...]
    people: tuple[Person, ...]
    conflicts: frozenset[tuple[str, int]]
    history: frozenset[tuple[str, int]]
    time_limit_s: float
    kept: frozenset[tuple[str, int]] = frozenset()
    chairing: frozenset[tuple[str, int]] = frozenset()
    days: frozenset[tuple[int, str]] = frozenset()
