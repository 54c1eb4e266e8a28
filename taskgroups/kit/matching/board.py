"""The problem as arrays: who may sit where, who may chair there, what it costs in kilometres, and which slots are left.

People and groups are numbered by their order in the problem; a group is a school with `host` true.
"""

import numpy as np
from numpy.typing import NDArray

from taskgroups.kit.matching.problem import Person, Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
NEAR_KM, FAR_KM = 15.0, 40.0


class Board:
    """Everything the stages ask about a problem, worked out once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.schools = [school for school in problem.schools if school.host]
        self.people = problem.people
        self.groups, self.persons = len(self.schools), len(self.people)
        self.size = problem.panel_size + 1
        self.number_of = {school.urn: number for number, school in enumerate(self.schools)}
        self.person_of = {person.id: number for number, person in enumerate(self.people)}
        self._place()
        self._owners()
        self._times()
        self._forbid()

    def _place(self) -> None:
        by_urn = {school.urn: school for school in self.problem.schools}
        homes = [by_urn[person.urn] for person in self.people]
        names = {name: n for n, name in enumerate(sorted({s.consortium or "" for s in self.problem.schools}))}
        self.at_group = (
            np.array([[_or_nan(s.easting), _or_nan(s.northing)] for s in self.schools]).reshape(-1, 2) / 1000
        )
        self.at_person = np.array([[_or_nan(s.easting), _or_nan(s.northing)] for s in homes]).reshape(-1, 2) / 1000
        self.at_group[np.isnan(self.at_group).any(axis=1)] = np.nan
        self.at_person[np.isnan(self.at_person).any(axis=1)] = np.nan
        self.with_group = np.array([names[s.consortium] if s.consortium else -1 for s in self.schools], dtype=np.int64)
        self.with_person = np.array([names[s.consortium] if s.consortium else -2 for s in homes], dtype=np.int64)

    def _owners(self) -> None:
        """Which groups are a person's own (of `urn` and `also`), and whose each group is."""
        of = self.number_of
        self.own: list[tuple[int, ...]] = [
            tuple(sorted({of[urn] for urn in (p.urn, *p.also) if urn in of})) for p in self.people
        ]
        self.owners: list[list[int]] = [[] for _ in self.schools]
        for person, own in enumerate(self.own):
            for group in own:
                self.owners[group].append(person)

    def _times(self) -> None:
        """Free slots as bits: of a person, and of a group (those on which everybody of the host school is free).

        A group whose slot is kept has that one, or none where somebody of the school is away then.
        """
        bit = {slot: 1 << number for number, slot in enumerate(self.problem.slots)}
        every = (1 << len(bit)) - 1
        self.free = [every & ~sum(bit.get(slot, 0) for slot in person.unavailable) for person in self.people]
        self.open = [every] * self.groups
        for group, owners in enumerate(self.owners):
            for person in owners:
                self.open[group] &= self.free[person]
        for urn, slot in self.problem.days:
            if urn in self.number_of:
                self.open[self.number_of[urn]] &= bit.get(slot, 0)
        self.cap = np.array([self._most(n, person) for n, person in enumerate(self.people)], dtype=np.int64)
        words = max(1, -(-len(bit) // 63))
        self._free_words = _words(self.free, words)
        self._open_words = _words(self.open, words)

    def _most(self, number: int, person: Person) -> int:
        """As many groups as a person has slots for: one slot goes to their own school's group."""
        return max(0, min(person.max_groups, self.free[number].bit_count() - bool(self.own[number])))

    def _forbid(self) -> None:
        """Pairs that no plan may have (H2, H5), and pairs that may sit but not chair (H7), as sorted codes."""
        of, who = self.number_of, self.person_of
        own = [self.code(p, g) for p, groups in enumerate(self.own) for g in groups]
        declared = [self.code(who[p], of[urn]) for p, urn in self.problem.conflicts if urn in of]
        chaired = [self.code(who[p], of[urn]) for p, urn in self.problem.history if urn in of]
        self.barred = np.array(sorted({*own, *declared}), dtype=np.int64)
        self.chaired = np.array(sorted(set(chaired)), dtype=np.int64)
        kept = self.problem.kept | self.problem.chairing
        self.kept = np.array(sorted(self.code(who[p], of[urn]) for p, urn in kept if urn in of), dtype=np.int64)
        self.sole = np.full(self.groups, -1, dtype=np.int64)  # who alone may chair a group, where that is kept
        for p, urn in self.problem.chairing:
            if urn in of:
                self.sole[of[urn]] = who[p]
        phases = {phase: n for n, phase in enumerate(sorted({s.phase for s in self.schools}))}
        self.phase = np.array([phases[s.phase] for s in self.schools], dtype=np.int64)
        self.chairs = np.zeros((self.persons, max(1, len(phases))), dtype=np.bool_)
        for number, person in enumerate(self.people):
            if person.can_chair:
                self.chairs[number, [phases[one] for one in person.phases if one in phases]] = True

    def code(self, person: int, group: int) -> int:
        """One number for a pair."""
        return person * max(1, self.groups) + group

    def codes(self, persons: Ints, groups: Ints) -> Ints:
        """One number for each pair."""
        return persons * max(1, self.groups) + groups

    def km(self, persons: Ints, groups: Ints) -> Floats:
        """Kilometres from each person's school to each host; the rule's figure where a coordinate is missing."""
        gap = self.at_person[persons] - self.at_group[groups]
        far = np.hypot(gap[..., 0], gap[..., 1])
        same = self.with_person[persons] == self.with_group[groups]
        return np.where(np.isnan(far), np.where(same, NEAR_KM, FAR_KM), far)

    def may_sit(self, persons: Ints, groups: Ints) -> Flags:
        """Whether each pair may be together at all: H2, H5, a place to give (H4) and a slot to meet (H8)."""
        shared = (self._free_words[persons] & self._open_words[groups]).any(axis=-1)
        return shared & (self.cap[persons] > 0) & ~_among(self.codes(persons, groups), self.barred)

    def may_chair(self, persons: Ints, groups: Ints) -> Flags:
        """Whether each person, sitting there, could chair: H3 and H7."""
        sole = self.sole[groups]
        fits = self.chairs[persons, self.phase[groups]] & ((sole < 0) | (sole == persons))
        return np.asarray(fits & ~_among(self.codes(persons, groups), self.chaired))

    def not_to_keep(self) -> list[int]:
        """Groups that were to keep somebody who may not sit there, or may not chair there."""
        persons, groups = self.kept // max(1, self.groups), self.kept % max(1, self.groups)
        fits = self.may_sit(persons, groups)
        fits &= (self.sole[groups] != persons) | self.may_chair(persons, groups)
        return sorted(set(groups[~fits].tolist()))


def _or_nan(metres: float | None) -> float:
    return float("nan") if metres is None else metres


def _words(masks: list[int], words: int) -> NDArray[np.int64]:
    low = (1 << 63) - 1
    return np.array([[mask >> (63 * w) & low for w in range(words)] for mask in masks], dtype=np.int64).reshape(
        -1, words
    )


def _among(codes: Ints, kept: Ints) -> Flags:
    if not len(kept):
        return np.zeros(codes.shape, dtype=np.bool_)
    at = np.minimum(np.searchsorted(kept, codes), len(kept) - 1)
    return np.asarray(kept[at] == codes)
