"""What came of loading a file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass
class Tally:
    """Counts of rows: read is the sum of the other four; blank lines count nowhere."""

    name: str
    layout: str
    what: str = "school"
    as_at: date | None = None
    dated: bool = False
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[dict[str, Any]] = field(default_factory=list)
    followed: list[dict[str, Any]] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + len(self.skipped)

    def skip(self, line: int, why: str) -> None:
        """Leave a row out, and remember why."""
        self.skipped.append({"line": line, "why": why})

    def follow(self, urn: int, name: str, new_urn: int, new_name: str) -> None:
        """Tell that a school's work went over to the school it became."""
        self.followed.append({"urn": urn, "name": name, "new_urn": new_urn, "new_name": new_name})

    def as_json(self) -> dict[str, Any]:
        """The shape scripts rely on."""
        day = {"as_at": self.as_at and self.as_at.isoformat()} if self.dated else {}
        counts = {"created": self.created, "updated": self.updated, "unchanged": self.unchanged}
        skipped = sorted(self.skipped, key=lambda one: int(one["line"]))
        followed = {"followed": self.followed} if self.followed else {}
        return {"layout": self.layout, **day, "read": self.read, **counts, "skipped": skipped, **followed}

    def sentence(self) -> str:
        """The same in words, one line more for each row left out."""
        many = f"{self.read:,} {self.what if self.read == 1 else self.what + 's'}"
        if self.created + self.updated == 0:
            first = f"{self.name} changes nothing: {many} read, {self.unchanged:,} as they were"
        else:
            first = f"{self.name}: {many} read, {self.created:,} new, {self.updated:,} changed"
            first += f", {self.unchanged:,} as they were"
        first += f", {len(self.skipped):,} left out." if self.skipped else "."
        lines = [f"  line {one['line']}: {one['why']}" for one in self.as_json()["skipped"]]
        went = [
            f"  {one['name']} (URN {one['urn']}) is {one['new_name']} (URN {one['new_urn']}) now: its work, people and "
            "sharing went over."
            for one in self.followed
        ]
        return "\n".join([first, *lines, *went])


def together(tallies: list[Tally]) -> dict[str, Any]:
    """One JSON object for several files: the sums, and each file by itself."""
    if len(tallies) == 1:
        return tallies[0].as_json()
    each = [{"file": one.name, **one.as_json()} for one in tallies]
    whole = Tally("", ", ".join(dict.fromkeys(one.layout for one in tallies)), dated=tallies[0].dated)
    whole.as_at = max((one.as_at for one in tallies if one.as_at), default=None)
    for one in tallies:
        whole.created += one.created
        whole.updated += one.updated
        whole.unchanged += one.unchanged
        whole.followed += one.followed
    skipped = [{"file": one["file"], **line} for one in each for line in one["skipped"]]
    return {**whole.as_json(), "read": whole.read + len(skipped), "skipped": skipped, "files": each}
