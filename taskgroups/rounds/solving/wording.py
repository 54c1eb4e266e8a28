"""Why there is no plan, and what would help, with the names of schools and people. No database."""

from collections.abc import Mapping, Sequence
from typing import Any

from taskgroups.kit.design.words import listed, plural
from taskgroups.rounds.half_days import short_words_of

Json = dict[str, Any]
MANY = 4
NO_SINGLE = "No single change that was tried is enough. Add several half-days, or let fewer schools host."


class Names:
    """What people and schools are called, by the keys of a problem."""

    def __init__(self, people: Mapping[str, str], schools: Mapping[int, str]) -> None:
        self._people, self._schools = people, schools

    def person(self, key: str) -> str:
        """Somebody's name; who has gone since is said to be gone."""
        return self._people.get(key, "Somebody who has left")

    def school(self, urn: int) -> str:
        """A school's name, or its URN where it is not known any more."""
        return self._schools.get(urn, f"URN {urn}")

    def people(self, keys: Sequence[str]) -> str:
        """Several names; of many the first and how many more."""
        known = [self.person(key) for key in keys]
        return listed(known) if len(known) <= MANY else f"{', '.join(known[:MANY])} and {len(known) - MANY} others"


def lacks(hint: Json, names: Names) -> str:
    """What does not fit: the school and the rule."""
    urns = hint["urns"]
    where = names.school(urns[0]) if urns else "The Task Groups"
    more = f" and {plural(len(urns) - 1, 'other school')}" if len(urns) > 1 else ""
    if hint["kind"] == "open" and hint["slot"]:
        return f"{where} can have no Task Group on {short_words_of(hint['slot'])}: its own head is not free then."
    return {
        "kept": f"{where} cannot keep who was kept there: another rule forbids it.",
        "open": f"{where} can have no Task Group: on none of the half-days is its own head free.",
        "chair": f"{where}{more} is left without a chair: nobody who may chair there has a place left, a half-day in "
        "common, and has not chaired there lately.",
        "places": f"{where}{more} is left without enough people: everybody who could come has as many as they offered.",
        "crowd": f"{where}{more} cannot have a half-day: there are too few half-days for so many Task Groups at once.",
    }.get(hint["kind"], f"{where}{more} is left without a half-day on which everybody it needs is free.")


def helps(hint: Json, names: Names) -> str:
    """The smallest change of one kind that was tried and leads to a plan."""
    who = names.people(hint["people"])
    where = names.school(hint["urns"][0]) if hint["urns"] else ""
    phase = hint["phase"].replace("_", " ")
    limit = f"at most {hint['many']}" if hint["many"] else "one more each"
    when = f"on {short_words_of(hint['slot'])}" if hint["slot"] else "on the days they said no to"
    return {
        "panel": f"A panel of a chair and {plural(hint['many'], 'member')}.",
        "slots": f"{plural(hint['many'], 'more half-day')} on which everybody is free.",
        "chairs": f"{plural(len(hint['people']), 'more chair')} for {phase} schools: {who}.",
        "limits": f"A higher limit for {who}: {limit}.",
        "time": f"If {who} could come {when}.",
        "conflicts": f"If {who} may sit at {where} after all.",
        "history": f"If {who} may chair at {where} again.",
        "let go": f"If {who} need not be kept at {where}.",
        "let day go": f"If {where} need not be kept {when}.",
    }[hint["kind"]]


def no_plan(hints: Sequence[Json], names: Names) -> tuple[str, list[str]]:
    """What does not fit, and each change that would help; the smallest first."""
    if not hints:
        return "Time ran out before a plan was found, or a proof that there is none.", [
            "One more half-day helps most often."
        ]
    return lacks(hints[0], names), [helps(hint, names) for hint in hints[1:]] or [NO_SINGLE]
