"""An area with its statements and what was said of them, for tests without a database."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from taskgroups.evaluation.picture import AreaState, DescriptorState, Said
from taskgroups.evaluation.strength import Item, Strength, strength, weigh
from taskgroups.frameworks.pack import Area, Descriptor, Grade

TODAY = date(2026, 11, 23)
STATEMENTS = tuple(Descriptor(f"d{n}", f"Pupils do well, {n}.", "", "ours") for n in range(4))
AREA = Area(
    "reading", "Reading", "all", "", (Grade("good", "Good"), Grade("not", "Not good")), "good", False, STATEMENTS
)  # fmt: skip
FULL = Item(1, "Book look", "work", TODAY, "Governor", "whole", "direct")
THIN = Item(2, "Minutes", "document", TODAY)


def at(on: date, hour: int = 12) -> datetime:
    return datetime.combine(on, time(hour), tzinfo=UTC)


def said(value: str, on: date = TODAY) -> Said:
    return Said(1, value, "", "Asha Alder", at(on))


def area(*answers: str, grade: str = "good", slug: str = "reading") -> AreaState:
    """The area placed at a grade ('' for not placed), its first statements with these answers."""
    given = [*answers, *[""] * (len(STATEMENTS) - len(answers))]
    rows = tuple(
        DescriptorState(one, said(answer) if answer else None) for one, answer in zip(STATEMENTS, given, strict=True)
    )
    return AreaState(replace(AREA, slug=slug), said(grade) if grade else None, None, rows)


def shown(by: dict[str, Iterable[Item]], on: date = TODAY):  # type: ignore[no-untyped-def]
    """What shows each statement, by its slug."""

    def found(_: AreaState, one: DescriptorState) -> Strength:
        items = by.get(one.descriptor.slug, ())
        return strength(one.descriptor.text, [weigh(item, on) for item in items])

    return found
