"""The story of each area's risk as a lane: how high it was and from when. Pure; drawn by a template."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from taskgroups.improvement.retelling import Story
from taskgroups.improvement.risk import RISKS, Risk
from taskgroups.kit.design.words import day

WIDE, TALL = 200, 18
HEIGHTS = {Risk.UNSAID: 0, Risk.LOW: 5, Risk.SOME: 11, Risk.HIGH: 17}
LOOKS = {Risk.UNSAID: "unsaid", Risk.LOW: "low", Risk.SOME: "some", Risk.HIGH: "high"}


@dataclass(frozen=True)
class Piece:
    """A time in which an area's risk was the same: from when, and where it stands in the drawing."""

    since: date
    risk: Risk
    x: float
    width: float

    @property
    def tall(self) -> int:
        """How high it stands: the higher the risk."""
        return HEIGHTS[self.risk]

    @property
    def look(self) -> str:
        """The name of its look; its height says the same."""
        return LOOKS[self.risk]


@dataclass(frozen=True)
class Lane:
    """One area from the beginning of the story to its end."""

    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The same for those who do not see the drawing."""
        begun, *then = self.pieces
        later = [f"{RISKS[one.risk].name.lower()} from {day(one.since)}" for one in then]
        return ", ".join([f"{RISKS[begun.risk].name} at first", *later])


def lane(story: Story, area: str) -> Lane:
    """Return the lane of an area."""
    steps = [(story.since, story.first[area].risk)]
    for one in story.changes:
        if one.area == area and one.after.risk != steps[-1][1]:
            steps.append((one.on, one.after.risk))
    ends = [*(place(story, on) for on, _ in steps[1:]), float(WIDE)]
    return Lane(
        tuple(
            Piece(on, risk, place(story, on), round(end - place(story, on), 2))
            for (on, risk), end in zip(steps, ends, strict=True)
        )
    )


def place(story: Story, on: date) -> float:
    """Return how far along the drawing a day stands."""
    whole = max((story.until - story.since).days, 1)
    return round(WIDE * (on - story.since).days / whole, 2)


def marks(story: Story, days: Iterable[date]) -> list[float]:
    """Return where days stand that lie within the story."""
    return [place(story, on) for on in days if story.since <= on <= story.until]
