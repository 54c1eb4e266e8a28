"""How much is still open in an area, and how that is said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AreaGaps:
    """What the school's own view of one area leaves open.

    `not_yet`, `partly`, `unproved` (called met, without evidence) and `unjudged` count descriptors; none is counted
    twice. `of` is how many descriptors the area has for this school. `insecure` says that the school places itself
    below the secure line.
    """

    of: int
    not_yet: int = 0
    partly: int = 0
    unproved: int = 0
    unjudged: int = 0
    insecure: bool = False

    @property
    def open(self) -> int:
        return self.not_yet + self.partly + self.unproved + self.unjudged

    @property
    def share(self) -> float:
        """From 0, nothing is open, to 1, everything is. A descriptor partly met counts half (ours)."""
        if not self.of:
            return 0.0
        return min(1.0, (self.not_yet + self.partly / 2 + self.unproved / 2 + self.unjudged) / self.of)

    def sentences(self) -> list[str]:
        """Return why the area needs more or less time, in sentences."""
        said = ["The school places itself below the secure line in this area."] if self.insecure else []
        if self.of and self.unjudged == self.of:
            return [*said, f"The school has not yet judged any of the {self.of} statements."]
        counts = [
            _some(self.not_yet, "not yet met", "not yet met"),
            _some(self.partly, "partly met", "partly met"),
            _some(self.unproved, "called met without evidence", "called met without evidence"),
            _some(self.unjudged, "not judged", "not judged"),
        ]
        found = [text for text in counts if text]
        if found:
            said.append(f"Of {self.of} statements, {_listed(found)}.")
        elif self.of:
            said.append(f"All {self.of} statements are met, each with evidence.")
        return said


def _some(number: int, one: str, many: str) -> str:
    return f"{number} {'is' if number == 1 else 'are'} {one if number == 1 else many}" if number else ""


def _listed(things: list[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
