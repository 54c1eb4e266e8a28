"""Keeping what inspections found: a later file adds and corrects, an earlier one only adds, none takes away."""

from collections.abc import Sequence
from datetime import date

from taskgroups.schools.domain import rows
from taskgroups.schools.inspected.outcomes import Outcome
from taskgroups.schools.models import Inspection, InspectionGrade

Key = tuple[int, str, date]
Held = tuple[int, str, date | None]  # a grade's key, the grade, and its day
COLUMNS = (
    "school_id", "framework", "kind", "started_on", "published_on", "urn_at_time", "category_of_concern", "outcome",
    "previous",
)  # fmt: skip
GRADE = ("pk", "inspection_id", "judgement", "grade", "graded_on")
TOLD = ("published_on", "urn_at_time", "category_of_concern", "outcome")


class Capture:
    """What is held of some schools, and what a file adds to it. Nothing is written before `write`.

    `schools` are the keys of those that were there before; of new ones nothing can be held.
    """

    def __init__(self, schools: Sequence[int], as_at: date | None) -> None:
        self.as_at = as_at
        self._held: dict[Key, Inspection] = {}
        self._grades: dict[int, dict[str, Held]] = {}
        for one in Inspection.objects.filter(school__in=schools) if schools else ():
            if one.started_on:
                self._held[one.school_id, one.kind, one.started_on] = one
                self._grades[one.pk] = {}
        grades = InspectionGrade.objects.filter(inspection__in=self._grades).order_by() if self._grades else None
        for pk, of, judgement, grade, day in grades.values_list(*GRADE) if grades is not None else ():
            self._grades[of][judgement] = (pk, grade, day)
        self._new: dict[Key, tuple[Outcome, str]] = {}
        self._changed: dict[int, Inspection] = {}
        self._new_grades: list[InspectionGrade] = []
        self._changed_grades: dict[int, tuple[str, str | None, int]] = {}

    def take(self, school: int, told: Outcome, framework: str) -> bool:
        """Take one inspection of a school, and return whether it tells more than is held."""
        key = (school, told.kind, told.started_on)
        held = self._held.get(key)
        if held is None:
            self._new.setdefault(key, (told, framework))
            return True
        newer = held.last_seen_as_at is None or (self.as_at is not None and self.as_at >= held.last_seen_as_at)
        changed = self._facts(held, told, newer)
        changed = self._take_grades(held, told, newer) or changed
        if self.as_at and newer and held.last_seen_as_at != self.as_at:
            held.last_seen_as_at = self.as_at
            self._changed[id(held)] = held
        if not told.previous and held.previous:
            held.previous = False
            self._changed[id(held)] = held
        return changed

    def _facts(self, held: Inspection, told: Outcome, newer: bool) -> bool:
        changed = False
        for field, new in zip(TOLD, (told.published_on, told.urn_at_time, told.category, told.outcome), strict=True):
            old = getattr(held, field)
            if new and new != old and (newer or not old):
                setattr(held, field, new)
                changed = True
        if changed:
            self._changed[id(held)] = held
        return changed

    def _take_grades(self, held: Inspection, told: Outcome, newer: bool) -> bool:
        changed = False
        known = self._grades.get(held.pk, {})
        for judgement, (grade, graded_on) in told.grades.items():
            old = known.get(judgement)
            if old is None:
                self._new_grades.append(
                    InspectionGrade(inspection=held, judgement=judgement, grade=grade, graded_on=graded_on)
                )
                changed = True
            elif newer and old[1:] != (grade, graded_on or old[2]):
                pk, day = old[0], graded_on or old[2]
                known[judgement] = (pk, grade, day)
                self._changed_grades[pk] = (grade, _iso(day), pk)
                changed = True
        return changed

    def write(self) -> None:
        """Write it all. What is new goes past the ORM: a national file holds a quarter of a million grades."""
        self._write_new()
        rows.change(Inspection, [*TOLD, "last_seen_as_at", "previous"], self._changed.values())
        InspectionGrade.objects.bulk_create(self._new_grades, batch_size=1000)
        rows.update(InspectionGrade, ["grade", "graded_on"], list(self._changed_grades.values()))

    def _write_new(self) -> None:
        if not self._new:
            return
        seen = {"first_seen_as_at": _iso(self.as_at), "last_seen_as_at": _iso(self.as_at)}
        told = [
            (school, framework, kind, _iso(day), _iso(one.published_on), one.urn_at_time, one.category, one.outcome,
             one.previous, *seen.values())
            for (school, kind, day), (one, framework) in self._new.items()
        ]  # fmt: skip
        rows.insert(Inspection, [*COLUMNS, *seen], told, same={})
        there = rows.among(Inspection.objects.order_by(), "school", {school for school, _, _ in self._new})
        keys = {(s, k, d): pk for pk, s, k, d in there.values_list("pk", "school_id", "kind", "started_on")}
        grades = [
            (keys[key], judgement, grade, _iso(graded_on))
            for key, (one, _) in self._new.items()
            for judgement, (grade, graded_on) in one.grades.items()
        ]
        rows.insert(InspectionGrade, ["inspection_id", "judgement", "grade", "graded_on"], grades, same={})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
