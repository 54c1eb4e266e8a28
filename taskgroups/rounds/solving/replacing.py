"""Who could take a place at short notice, or one in addition: the best, each with reasons. No database."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from taskgroups.rounds.solving.reasons import SAID, distance
from taskgroups.rounds.solving.rules import Place, Rules

Json = dict[str, Any]
BEST = 3
MANY = 5  # of those who could come in addition
RANK = {"yes": 0, "": 1, "need": 2}


@dataclass(frozen=True)
class Choice:
    """Somebody who could take the place, and why they stand where they do."""

    person: str
    because: tuple[str, ...]


def without(groups: list[Json], leaving: Place) -> list[Json]:
    """The groups with the place empty."""
    found = []
    for group in groups:
        if group["urn"] == leaving.urn:
            rest = [one for one in group["members"] if one != leaving.person]
            chair = "" if group["chair"] == leaving.person else group["chair"]
            group = group | {"members": rest, "chair": chair}
        found.append(group)
    return found


def best(asked: Json, groups: list[Json], leaving: Place, busy: Collection[str] = ()) -> list[Choice]:
    """The best to take a place: who has no part yet, then who said yes, then the nearest.

    Where those who still have a place to give are fewer than three, people come after them who would take on one more
    than they offered, and it says so. `busy` are people who are elsewhere then, outside the round.
    """
    rules, found = Rules(asked, without(groups, leaving)), list[Choice]()
    there = {*busy, *_here(groups, leaving.urn)}
    for beyond in (0, 1):
        found += _able(rules, leaving, there | {one.person for one in found}, beyond)
    return found[:BEST]


def beside(asked: Json, groups: list[Json], place: Place, busy: Collection[str] = ()) -> list[Choice]:
    """Who could have a place added to a Task Group, in the same order; nobody beyond what they offered."""
    return _able(Rules(asked, groups), place, {*busy, *_here(groups, place.urn)}, beyond=0)[:MANY]


def _here(groups: list[Json], urn: int) -> set[str]:
    return {one for group in groups if group["urn"] == urn for one in (group["chair"], *group["members"])}


def _able(rules: Rules, place: Place, but: Collection[str], beyond: int) -> list[Choice]:
    fits = [one for one in rules.people if one not in but and not rules.why_not(_place(place, one), beyond=beyond)]
    return [_choice(rules, _place(place, one), beyond) for one in sorted(fits, key=lambda p: _rank(rules, place, p))]


def refused(asked: Json, groups: list[Json], leaving: Place, person: str) -> str:
    """Why somebody may not take the place, in words; '' where they may."""
    return _why_not(Rules(asked, without(groups, leaving)), leaving, person, beyond=1)


def refused_beside(asked: Json, groups: list[Json], place: Place, person: str) -> str:
    """Why somebody may not have a place in addition, in words; '' where they may."""
    return _why_not(Rules(asked, groups), place, person, beyond=0)


def _why_not(rules: Rules, place: Place, person: str, beyond: int) -> str:
    if person not in rules.people:
        return "takes no part in the round"
    return rules.why_not(_place(place, person), beyond=beyond)


def _place(leaving: Place, person: str) -> Place:
    return Place(person, leaving.urn, leaving.slot, leaving.chairs)


def _said(rules: Rules, place: Place) -> str:
    return rules.said.get(place.person, {}).get(place.slot, "")


def _rank(rules: Rules, leaving: Place, person: str) -> tuple[bool, int, float, str]:
    said = _said(rules, _place(leaving, person))
    return bool(rules.sits[person]), RANK.get(said, 3), rules.km(person, leaving.urn), person


def _choice(rules: Rules, place: Place, beyond: int) -> Choice:
    many, most = len(rules.sits[place.person]), rules.people[place.person]["max_groups"]
    if beyond:
        load = f"One more than the {most} they offered: ask them first."
    elif many:
        load = f"Has {many} already and offered {most}."
    else:
        load = "Has no part in the round yet."
    return Choice(place.person, (load, SAID[_said(rules, place)], distance(rules, place)))
