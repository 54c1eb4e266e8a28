"""A school's inspections over time, and the two that stand on either side of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# An inspection begun sooner after a Task Group than a term lasts is not counted as following it: what a school set
# itself that day had no time to be done.
SOONEST = timedelta(days=90)


@dataclass(frozen=True)
class Inspected:
    """An inspection with grades: when it began, the series and framework it belongs to, and where the school stood.

    `stood` is the grade in the words of its own framework. It is only ever held to be equal, never turned into another.
    """

    key: int
    on: date
    series: str
    framework: str
    stood: str


@dataclass(frozen=True)
class School:
    """A school as it is compared. Size and free school meals are those of the newest register."""

    key: int
    kind: str
    pupils: int | None
    free_meals: float | None
    history: tuple[Inspected, ...] = ()  # the oldest first
    first_held: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether both its size and its share of free school meals are known."""
        return bool(self.pupils) and self.free_meals is not None


class Why(StrEnum):
    """What became of a school with a Task Group in the comparison."""

    PAIRED = "paired"
    NO_GRADE = "no_grade"
    NOT_SINCE = "not_since"
    TOO_SOON = "too_soon"
    UNKNOWN = "unknown"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Around:
    """The newest inspection begun by a day, and the first after it, late enough to follow from what was done then."""

    before: Inspected
    after: Inspected

    def is_like(self, other: "Around") -> bool:
        """Whether both were found the same before, under the same framework, and were inspected alike afterwards."""
        return (
            self.before.stood == other.before.stood
            and _same_scale(self.before, other.before)
            and _same_scale(self.after, other.after)
        )


def around(history: Sequence[Inspected], day: date) -> Around | Why:
    """Find the two, or why there are none. The history is given the oldest first."""
    before, after = None, None
    for one in history:
        if one.on > day:
            after = one
            break
        before = one
    if before is None or not before.stood:
        return Why.NO_GRADE
    if after is None:
        return Why.NOT_SINCE
    return Why.TOO_SOON if after.on <= day + SOONEST else Around(before, after)


def _same_scale(one: Inspected, other: Inspected) -> bool:
    return one.framework == other.framework and one.series == other.series
