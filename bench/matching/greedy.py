"""A plan as a careful person makes it: the group first that would lose most by waiting, then swaps while any is nearer.

It keeps every rule, slots and H6 too, and gives everybody a part where it finds one. `by_hand` works until nothing is
gained or its seconds are over.
"""

import heapq
import math
import time
from collections import defaultdict
from typing import Any

Json = dict[str, Any]
LOOKED_AT, FIRST_ROLE_KM, NOTHING = 40, 5.0, (math.inf, [], -1)
Panel = tuple[float, list[int], int]  # kilometres less what first roles are worth, people with the chair first, slot


def by_hand(problem: Json, seconds: float) -> Json:
    """A plan as `solve_round` writes it, its groups fewer where the last found nobody left."""
    table = Table(problem)
    until = time.monotonic() + seconds
    _insert(table, until)
    _everybody(table)
    while _better(table, until):
        pass
    _everybody(table)
    return table.plan()


class Table:
    """Who sits where so far, and what may still be."""

    def __init__(self, problem: Json) -> None:
        self.problem = problem
        self.hosts = [one for one in problem["schools"] if one["host"]]
        self.people, self.size = problem["people"], problem["panel_size"] + 1
        homes = {one["urn"]: one for one in problem["schools"]}
        self.home = [homes[one["urn"]] for one in self.people]
        self.leads = [{one["urn"], *one.get("also", [])} for one in self.people]
        self.of = defaultdict(list)
        for number, urns in enumerate(self.leads):
            for urn in urns:
                self.of[urn].append(number)
        self.barred = {(who, urn) for who, urn in problem["conflicts"]}
        self.chaired = {(one["chair"], one["urn"]) for one in problem["history"]}
        self.away = [{problem["slots"].index(s) for s in one["unavailable"]} for one in self.people]
        self.busy: list[set[int]] = [set() for _ in self.people]  # slots on which they sit
        self.left = [one["max_groups"] for one in self.people]
        self.panel: dict[int, list[int]] = {}
        self.slot: dict[int, int] = {}
        self.at = {one["urn"]: number for number, one in enumerate(self.hosts)}
        self.near = [self._near(number) for number in range(len(self.hosts))]

    def _near(self, group: int) -> list[tuple[float, int]]:
        return heapq.nsmallest(
            LOOKED_AT, ((self.km(p, group), p) for p in self._about(group) if self.may_sit(p, group))
        )

    def _about(self, group: int) -> Any:
        """People of the squares about the host; everybody where there are few."""
        if not hasattr(self, "squares"):
            self.squares: dict[tuple[int, int], list[int]] = defaultdict(list)
            for number, home in enumerate(self.home):
                self.squares[_square(home)].append(number)
        x, y = _square(self.hosts[group])
        found = [p for i in range(-2, 3) for j in range(-2, 3) for p in self.squares.get((x + i, y + j), ())]
        return found if len(found) >= LOOKED_AT else range(len(self.people))

    def km(self, person: int, group: int) -> float:
        """Kilometres by the rule."""
        one, other = self.home[person], self.hosts[group]
        if None in (one["easting"], one["northing"], other["easting"], other["northing"]):
            same = one["consortium"] is not None and one["consortium"] == other["consortium"]
            return 15.0 if same else 40.0
        return math.hypot(one["easting"] - other["easting"], one["northing"] - other["northing"]) / 1000

    def may_sit(self, person: int, group: int) -> bool:
        """H2 and H5."""
        urn = self.hosts[group]["urn"]
        return urn not in self.leads[person] and (self.people[person]["id"], urn) not in self.barred

    def is_free(self, person: int, slot: int) -> bool:
        """Whether somebody could sit on a slot."""
        own = {self.slot.get(self.at[urn]) for urn in self.leads[person] if urn in self.at}
        return slot not in self.away[person] and slot not in self.busy[person] and slot not in own

    def may_chair(self, person: int, group: int) -> bool:
        """H3, H6 and H7, as things stand."""
        one, host = self.people[person], self.hosts[group]
        if not one["can_chair"] or host["phase"] not in one["phases"] or (one["id"], host["urn"]) in self.chaired:
            return False
        back = (self.panel.get(self.at[urn]) for urn in self.leads[person] if urn in self.at)
        return not any(panel and host["urn"] in self.leads[panel[0]] for panel in back)

    def may_meet(self, group: int, slot: int) -> bool:
        """Whether everybody of the host school is free then."""
        return not any(slot in self.away[p] or slot in self.busy[p] for p in self.of[self.hosts[group]["urn"]])

    def best(self, group: int, without: tuple[int, ...] = ()) -> Panel:
        """The nearest panel that can be had, on the best of all slots."""
        slots = (slot for slot in range(len(self.problem["slots"])) if self.may_meet(group, slot))
        return min((self._on(group, slot, without) for slot in slots), default=NOTHING)

    def _on(self, group: int, slot: int, without: tuple[int, ...]) -> Panel:
        free = [
            (km - FIRST_ROLE_KM * (not self.busy[p]), p)
            for km, p in self.near[group]
            if self.left[p] and p not in without and self.is_free(p, slot)
        ]
        free.sort()
        chair = next(((km, p) for km, p in free if self.may_chair(p, group)), None)
        if chair is None or len(free) < self.size:
            return NOTHING
        chosen = [chair, *(one for one in free if one != chair)][: self.size]
        return sum(km for km, _ in chosen), [p for _, p in chosen], slot

    def put(self, group: int, people: list[int], slot: int) -> None:
        """Seat a panel, the chair first."""
        self.panel[group], self.slot[group] = people, slot
        for person in people:
            self.busy[person].add(slot)
            self.left[person] -= 1

    def take(self, group: int) -> tuple[list[int], int]:
        """Take a panel away again."""
        people, slot = self.panel.pop(group), self.slot.pop(group)
        for person in people:
            self.busy[person].discard(slot)
            self.left[person] += 1
        return people, slot

    def cost(self, group: int, people: list[int]) -> float:
        """What a panel costs where it is taken away."""
        return sum(self.km(p, group) - FIRST_ROLE_KM * (not self.busy[p]) for p in people)

    def plan(self) -> Json:
        """As `solve_round` writes it."""
        ids, slots = [one["id"] for one in self.people], self.problem["slots"]
        groups = [
            {"urn": self.hosts[g]["urn"], "slot": slots[self.slot[g]], "chair": ids[people[0]],
             "members": [ids[p] for p in people[1:]]}
            for g, people in sorted(self.panel.items())
        ]  # fmt: skip
        km = sum(self.km(p, g) for g, people in self.panel.items() for p in people)
        alone = [ids[number] for number, busy in enumerate(self.busy) if not busy]
        return {"groups": groups, "travel_km": round(km, 3), "without_role": alone}


def _insert(table: Table, until: float) -> None:
    """Regret insertion: what a group would pay more for its next best panel, without two of the best, is its regret."""
    queue = [(-math.inf, group) for group in range(len(table.hosts))]
    while queue:
        said, group = heapq.heappop(queue)
        cost, people, slot = table.best(group)
        regret = table.best(group, (people[0], people[-1]))[0] - cost if people else math.inf
        if queue and -regret > queue[0][0] and said != -regret and time.monotonic() < until:
            heapq.heappush(queue, (-regret, group))
        elif people:
            table.put(group, people, slot)
        else:
            _make_room(table, group)


def _make_room(table: Table, group: int) -> None:
    """Take one near group away, seat this one, and the other again; as it was where that does not come out."""
    near = {g for _, p in table.near[group] for urn in table.leads[p] if (g := table.at.get(urn)) in table.panel}
    for other in sorted(near):
        people, slot = table.take(other)
        _, mine, when = table.best(group)
        if mine:
            table.put(group, mine, when)
            _, again, then = table.best(other)
            if again:
                table.put(other, again, then)
                return
            table.take(group)
        table.put(other, people, slot)


def _everybody(table: Table) -> None:
    """A member's place, of somebody who has two, for each who has none: where it costs least."""
    for person, busy in enumerate(table.busy):
        if busy or not table.left[person]:
            continue
        near = heapq.nsmallest(LOOKED_AT, ((table.km(person, g), g) for g in table.panel if table.may_sit(person, g)))
        ways = [
            (km - table.km(old, g), g, n)
            for km, g in near
            for n, old in enumerate(table.panel[g])
            if n and len(table.busy[old]) > 1 and table.is_free(person, table.slot[g])
        ]
        if ways:
            _, group, number = min(ways)
            people, slot = table.take(group)
            table.put(group, [*people[:number], person, *people[number + 1 :]], slot)


def _better(table: Table, until: float) -> bool:
    """One pass: each group seated anew where that is nearer, and members swapped with those nearer; whether any was."""
    gained = False
    for group in sorted(table.panel):
        if time.monotonic() > until:
            return False
        people, slot = table.take(group)
        cost, new, when = table.best(group)
        better = bool(new) and cost < table.cost(group, people) - 1e-6
        table.put(group, new if better else people, when if better else slot)
        gained |= better | _swap(table, group)
    return gained


def _swap(table: Table, group: int) -> bool:
    """One member here for one member there, where both fit and both travel less together."""
    for number in range(1, table.size):
        old = table.panel[group][number]
        for km, new in table.near[group]:
            if km >= table.km(old, group) or new in table.panel[group]:
                continue
            for other in [g for g in (table.at.get(u) for u in table.leads[old]) if g is not None] + _groups(
                table, new
            ):
                if _exchange(table, group, number, other, new):
                    return True
    return False


def _groups(table: Table, person: int) -> list[int]:
    urns = (table.hosts[g]["urn"] for _, g in _around(table, person))
    return [table.at[urn] for urn in urns if person in table.panel.get(table.at[urn], ())]


def _around(table: Table, person: int) -> list[tuple[float, int]]:
    if not hasattr(table, "sees"):
        table.sees = defaultdict(list)  # type: ignore[attr-defined]
        for group, near in enumerate(table.near):
            for km, one in near:
                table.sees[one].append((km, group))  # type: ignore[attr-defined]
    return table.sees[person]  # type: ignore[attr-defined,no-any-return]


def _exchange(table: Table, group: int, number: int, other: int, new: int) -> bool:
    old, there = table.panel[group][number], table.panel.get(other, [])
    if other == group or new not in there[1:] or old in there:
        return False
    gain = table.km(old, group) + table.km(new, other) - table.km(new, group) - table.km(old, other)
    if gain < 1e-6 or not table.may_sit(old, other):
        return False
    (mine, slot), (theirs, when) = table.take(group), table.take(other)
    changed = [new if p == old else p for p in mine], [old if p == new else p for p in theirs]
    table.slot[group], table.slot[other] = slot, when
    fits = table.is_free(new, slot) and table.is_free(old, when)
    mine, theirs = changed if fits else (mine, theirs)
    table.put(group, mine, slot)
    table.put(other, theirs, when)
    return fits


def _square(school: Json) -> tuple[int, int]:
    if school["easting"] is None:
        return (-9, -9)
    return int(school["easting"] // 5000), int(school["northing"] // 5000)
