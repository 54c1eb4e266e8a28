"""The rules of a round asked about one placing, in words. No database; the solver's rules are those of its contract."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

Json = dict[str, Any]
NEAR_KM, FAR_KM = 15.0, 40.0


@dataclass(frozen=True)
class Place:
    """Who sits where, when, and whether in the chair."""

    person: str
    urn: int
    slot: str
    chairs: bool


def places_of(groups: Iterable[Json]) -> Iterator[Place]:
    """The placings of a plan's groups, the chair of each first."""
    for group in groups:
        yield Place(group["chair"], group["urn"], group["slot"], True)
        for member in group["members"]:
            yield Place(member, group["urn"], group["slot"], False)


class Rules:
    """What a round asked, and a plan of it, ready to be asked about placings."""

    def __init__(self, asked: Json, groups: Iterable[Json]) -> None:
        self.people: dict[str, Json] = {one["id"]: one for one in asked["people"]}
        self.schools: dict[int, Json] = {one["urn"]: one for one in asked["schools"]}
        self.said: Mapping[str, Mapping[str, str]] = asked["said"]
        self.barred = {(who, urn) for who, urn in asked["conflicts"]}
        self.chaired = {(one["chair"], one["urn"]) for one in asked["history"]}
        self.kept = {(who, urn) for who, urn, _ in asked["kept"]}
        self.groups = list(groups)
        self.when = {group["urn"]: group["slot"] for group in self.groups}
        self.sits: dict[str, list[Place]] = defaultdict(list)
        for place in places_of(self.groups):
            self.sits[place.person].append(place)

    def km(self, person: str, urn: int) -> float:
        """Straight kilometres from somebody's school to another; the contract's figure where one has no place."""
        home, host = self.schools[self.people[person]["urn"]], self.schools[urn]
        if not self.is_placed(person, urn):
            return NEAR_KM if home["consortium"] == host["consortium"] else FAR_KM
        return hypot(home["easting"] - host["easting"], home["northing"] - host["northing"]) / 1000

    def is_placed(self, person: str, urn: int) -> bool:
        """Whether both ends of the way are on the map."""
        ends = self.schools[self.people[person]["urn"]], self.schools[urn]
        return all(one[axis] is not None for one in ends for axis in ("easting", "northing"))

    def leads(self, person: str) -> set[int]:
        """The schools somebody leads."""
        one = self.people[person]
        return {one["urn"], *one["also"]}

    def is_away(self, person: str, slot: str) -> bool:
        """Whether somebody said no to a half-day."""
        return slot in self.people[person]["unavailable"] or self.said.get(person, {}).get(slot) == "no"

    def could_ever(self, place: Place) -> bool:
        """Whether somebody could have had that place, whatever else they do: H2, H3, H5, H7, and the half-day."""
        return not self._never(place)

    def why_not(self, place: Place, *, beyond: int = 0) -> str:
        """Which rule forbids a place that is not theirs yet, or '' for none. `beyond` raises their limit (H4)."""
        never = self._never(place)
        if never:
            return never
        others = [one for one in self.sits[place.person] if one.urn != place.urn]
        if any(one.slot == place.slot for one in others):
            return "sits in another Task Group then"
        if len(others) >= self.people[place.person]["max_groups"] + beyond:
            return "has as many Task Groups as they offered"
        if place.chairs and self._both_ways(place):
            return "has their own school’s Task Group chaired from there"
        return ""

    def _never(self, place: Place) -> str:
        one, urn = self.people[place.person], place.urn
        if urn in self.leads(place.person):
            return "leads that school"
        if (place.person, urn) in self.barred:
            return "may not sit there"
        if place.chairs and not (one["can_chair"] and self.schools[urn]["phase"] in one["phases"]):
            return "may not chair there"
        if place.chairs and (place.person, urn) in self.chaired:
            return "chaired there lately"
        if self.is_away(place.person, place.slot):
            return "cannot come then"
        if place.slot in {self.when.get(own) for own in self.leads(place.person)}:
            return "has their own school’s Task Group then"
        return ""

    def _both_ways(self, place: Place) -> bool:
        own = self.leads(place.person)
        chairs = [group["chair"] for group in self.groups if group["urn"] in own]
        return any(chair in self.people and place.urn in self.leads(chair) for chair in chairs)

    def broken(self) -> list[tuple[Place, str]]:
        """The placings of the plan that break a rule now, each with the rule in words."""
        found = []
        for place in places_of(self.groups):
            why = self.why_not(place) if place.person in self.people else "no longer takes part"
            if why:
                found.append((place, why))
        return [*found, *self._hosts_away()]

    def _hosts_away(self) -> Iterator[tuple[Place, str]]:
        """Heads who cannot come to their own school's Task Group."""
        for person in self.people:
            for urn in self.leads(person) & set(self.when):
                slot = self.when[urn]
                if self.is_away(person, slot):
                    yield Place(person, urn, slot, False), "cannot come then, and hosts"
