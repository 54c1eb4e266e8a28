"""Why somebody is placed where they are: distance, half-day and load, in words. No database."""

from collections import Counter

from taskgroups.kit.design.words import listed, plural
from taskgroups.rounds.solving.rules import Place, Rules

COULD = "could, with more travel for others"
PLURAL = {
    "sits there already": "sit there already",
    "sits in another Task Group then": "sit in other Task Groups then",
    "has as many Task Groups as they offered": "have as many Task Groups as they offered",
    "has their own school’s Task Group chaired from there": "have their own school’s Task Group chaired from there",
}
PLACES = ("the nearest", "the second nearest", "the third nearest")
SAID = {
    "yes": "Said yes to this half-day.",
    "need": "Said ‘if need be’ to this half-day.",
    "": "Has not answered; taken to be free.",
}


def because(rules: Rules, place: Place) -> list[str]:
    """The reasons of one placing, shortest first to last: kept, how far, when, how much."""
    kept = ["You kept this placing."] if (place.person, place.urn) in rules.kept else []
    said = SAID[rules.said.get(place.person, {}).get(place.slot, "")]
    reasons = [*kept, distance(rules, place), nearer_ones(rules, place), said, _load(rules, place)]
    return [one for one in reasons if one]


def distance(rules: Rules, place: Place) -> str:
    """'6.2 km away, the second nearest of 7 who could chair then.'"""
    km = rules.km(place.person, place.urn)
    could = [one for one in rules.people if rules.could_ever(Place(one, place.urn, place.slot, place.chairs))]
    nearer = sum(rules.km(one, place.urn) < km - 1e-9 for one in could)
    which = PLACES[nearer] if nearer < len(PLACES) else f"number {nearer + 1} by distance"
    far = (
        f"{km:.1f} km away"
        if rules.is_placed(place.person, place.urn)
        else f"Counted as {km:.0f} km, since one of the two has no place on the map"
    )
    do = "chair" if place.chairs else "come"
    return f"{far}; {which} of {max(1, len(could))} who could {do} then."


def nearer_ones(rules: Rules, place: Place) -> str:
    """What keeps those who live nearer: 'Of those nearer, 3 have as many Task Groups as they offered.'"""
    here = {one.person for one in _of(rules, place.urn)}
    km = rules.km(place.person, place.urn)
    found: Counter[str] = Counter()
    for one in rules.people:
        other = Place(one, place.urn, place.slot, place.chairs)
        if one != place.person and rules.km(one, place.urn) < km - 1e-9 and rules.could_ever(other):
            found["sits there already" if one in here else rules.why_not(other) or COULD] += 1
    said = [f"{many} {what if many == 1 else PLURAL.get(what, what)}" for what, many in found.most_common()]
    return f"Of those nearer, {listed(said)}." if said else ""


def _of(rules: Rules, urn: int) -> list[Place]:
    return [place for people in rules.sits.values() for place in people if place.urn == urn]


def _load(rules: Rules, place: Place) -> str:
    many, most = len(rules.sits[place.person]), rules.people[place.person]["max_groups"]
    if many <= 1:
        return f"Their only one; they offered {most}." if most > 1 else "Their only one."
    return f"One of {plural(many, 'Task Group')}; they offered {most}."
