"""Who a framework suggests for an item, and who at the host school that could be. Plain functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from taskgroups.frameworks.pack import Pack
from taskgroups.meetings.models import AgendaItem, SeatItem
from taskgroups.meetings.plan.candidates import Candidate

SMALL = {"of", "the", "and", "or", "for", "in", "to", "a", "an", "lead", "leader", "school"}

BESIDES = "Chosen besides"


@dataclass(frozen=True)
class Suggestion:
    """A role that could attend, why, who is chosen (their key) and whether that is only proposed."""

    role: str
    reason: str
    person: int | None = None
    proposed: bool = False


def suggestions(
    pack: Pack | None, item: AgendaItem, people: Sequence[Candidate], places: Sequence[SeatItem]
) -> list[Suggestion]:
    """Return the roles the framework suggests for an item, then whoever else was chosen for it.

    Each with the person chosen for that reason, or one proposed because their title says the same.
    """
    template = next((t for t in pack.agenda if (t.kind, t.area) == (item.kind, item.area)), None) if pack else None
    chosen = [place for place in places if place.seat.left_at is None]
    found = []
    for who in template.who if template else ():
        taken = next((place for place in chosen if place.reason == who.reason[:300]), None)
        if taken:
            chosen.remove(taken)
        proposed = None if places else _alike(who.role, people)
        person = taken.seat.person_id if taken else proposed
        found.append(Suggestion(who.role, who.reason, person, taken is None and proposed is not None))
    return found + [Suggestion(BESIDES, place.reason, place.seat.person_id) for place in chosen]


def _alike(role: str, people: Sequence[Candidate]) -> int | None:
    """The person whose title shares every telling word of the role's, or of which the role shares every one."""
    wanted = _words(role)
    for one in people:
        has = _words("Head teacher" if one.does.startswith("Head, ") else one.does)
        if has and wanted and (has <= wanted or wanted <= has):
            return one.person.pk
    return None


def _words(text: str) -> set[str]:
    plain = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return {word.removesuffix("s") for word in plain.split()} - SMALL
