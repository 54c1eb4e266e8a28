"""The letters of a training session: plain text, to one person each, and never who else has booked."""

from collections.abc import Sequence
from dataclasses import dataclass

Letter = tuple[str, str]  # its subject, its text
CALENDAR = "The calendar entry with this letter puts it in your calendar."
REPLACED = "The calendar entry with this letter replaces the one you had."
TAKEN_OUT = "The calendar entry with this letter takes it out of your calendar."


@dataclass(frozen=True)
class Facts:
    """What a letter about a session may say. `where` holds a video link only for somebody with a place."""

    name: str
    title: str
    when: str
    where: str
    arranger: str
    page: str
    joining: str = ""


def booked(facts: Facts) -> Letter:
    """They have a place."""
    return _letter(
        facts, "Your place", f"You have a place at ‘{facts.title}’.", _when(facts), CALENDAR, _can_not(facts)
    )


def waits(facts: Facts) -> Letter:
    """They are on the waiting list."""
    said = f"‘{facts.title}’ is full. You are on the waiting list, and move up by yourself as places come free."
    told = "You need do nothing. A letter tells you when you have a place."
    return _letter(facts, "On the waiting list", said, f"When: {facts.when}", told, _can_not(facts))


def moved_up(facts: Facts) -> Letter:
    """A place came free for them."""
    said = f"A place has come free: you are no longer waiting, and have a place at ‘{facts.title}’."
    return _letter(facts, "You have a place now", said, _when(facts), CALENDAR, _can_not(facts))


def gave_back(facts: Facts) -> Letter:
    """They gave their place back, and it is out of their calendar."""
    return _letter(facts, "Given back", f"You have given back your place at ‘{facts.title}’, {facts.when}.", TAKEN_OUT)


def taken_off(facts: Facts, *, placed: bool) -> Letter:
    """Those who arrange it took them off the list."""
    said = f"{facts.arranger} has taken you off the list of ‘{facts.title}’, {facts.when}."
    out = TAKEN_OUT if placed else ""
    return _letter(facts, "No longer booked", said, out, f"If that is a mistake, book again:\n{facts.page}")


def changed(facts: Facts) -> Letter:
    """The time or the place is another, for those with a place."""
    said = f"‘{facts.title}’ has been moved. It is now:"
    return _letter(facts, "Moved", said, _when(facts), "You keep your place. " + REPLACED, _can_not(facts))


def changed_while_waiting(facts: Facts) -> Letter:
    """The same for those who wait."""
    said = f"‘{facts.title}’, for which you are on the waiting list, has been moved. It is now:"
    return _letter(facts, "Moved", said, _when(facts), "You keep your turn on the list.", _can_not(facts))


def cancelled(facts: Facts, reason: str, *, placed: bool) -> Letter:
    """It will not be held."""
    said = f"‘{facts.title}’, {facts.when}, has been cancelled by {facts.arranger}."
    return _letter(facts, "Cancelled", said, reason and f"Why: {reason}", TAKEN_OUT if placed else "")


def joining(facts: Facts, materials: Sequence[str]) -> Letter:
    """How to come, some days before, with what is handed out."""
    said = f"‘{facts.title}’ is soon. This is how to come."
    read = "\n".join(["Please look at this before:", *(f"- {one}" for one in materials)]) if materials else ""
    return _letter(facts, "How to come", said, _when(facts), facts.joining, read, _can_not(facts))


def _letter(facts: Facts, what: str, *paragraphs: str) -> Letter:
    text = "\n\n".join([f"Dear {facts.name},", *(one for one in paragraphs if one)])
    return f"{what}: {facts.title}"[:200], text + f"\n\nThe session, at any time:\n{facts.page}\n"


def _when(facts: Facts) -> str:
    return f"When: {facts.when}\nWhere: {facts.where}"


def _can_not(facts: Facts) -> str:
    return f"If you cannot come, please give the place back, so that somebody else can:\n{facts.page}"
