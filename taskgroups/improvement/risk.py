"""The risk of not being secure, by a rule anybody may read: the page of the rule is made from this data. No Django.

Three things are said separately: how far an area is from the line, how well that could be shown, and how soon an
inspection is likely. Nothing here is a forecast. The line is the pack's, and no code asks which framework it is.
More or stronger evidence never raises risk, a better answer never does, and order never matters (tested).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from taskgroups.evaluation.picture import MET, NOT_YET, PARTLY
from taskgroups.evaluation.strength import Level, Words

MANY = 3  # one statement in so many


class Distance(IntEnum):
    """How far an area is from the line."""

    AT = 0
    CLOSE = 1
    BELOW = 2


class Showing(IntEnum):
    """How well what is called met could be shown."""

    WELL = 0
    PARTLY = 1
    POORLY = 2


class Soon(IntEnum):
    """How soon an inspection is likely."""

    LATER = 0
    NEARING = 1
    ANY_TIME = 2


class Risk(IntEnum):
    """The risk of not being secure, in words."""

    UNSAID = 0
    LOW = 1
    SOME = 2
    HIGH = 3


DISTANCES = {
    Distance.AT: Words("At the line", "The area is placed at the line or above it, and every statement is called met."),
    Distance.CLOSE: Words(
        "Close to the line",
        "It is placed at the line or above it, but a statement is partly met, not yet met or not judged, or the school "
        "has placed it higher than a Task Group agreed and no Task Group has looked at it since.",
    ),
    Distance.BELOW: Words(
        "Below the line",
        "The school places it below the line, or the last Task Group agreed so and the school has not judged it since; "
        "or a third of its statements or more are not yet met.",
    ),
}
SHOWINGS = {
    Showing.WELL: Words("Could be shown", "Every statement called met has strong or partial evidence."),
    Showing.PARTLY: Words(
        "Could be shown in part", "Fewer than a third of the statements called met have thin evidence or none."
    ),
    Showing.POORLY: Words(
        "Could hardly be shown",
        "A third or more of the statements called met have thin evidence or none, or no statement is called met.",
    ),
}
SOONS = {
    Soon.LATER: Words("Not for a while", "The day from which one is expected is more than eighteen months away."),
    Soon.NEARING: Words("Within eighteen months", "It is six to eighteen months away, or nothing is known of it."),
    Soon.ANY_TIME: Words("At any time", "It is less than six months away, or has passed."),
}
RISKS = {
    Risk.LOW: Words("Low", "The area is at the line and could be shown, whenever an inspection comes."),
    Risk.SOME: Words("Some", "Something is missing, or an area that falls short has time before it is looked at."),
    Risk.HIGH: Words(
        "High",
        "The area is below the line, or could hardly be shown, and an inspection is no more than eighteen months away; "
        "or both at once; or something is missing in each and an inspection could come at any time.",
    ),
    Risk.UNSAID: Words("Not said yet", "The school has not placed the area on the scale."),
}


@dataclass(frozen=True)
class Standing:
    """What the rule looks at, of one area. `placed`, `agreed`: at or above the line; None where that was not said.

    `judged_since`: the school has judged the area after the Task Group agreed. Of the statements called met, `unshown`
    have thin evidence or none.
    """

    placed: bool | None = None
    agreed: bool | None = None
    judged_since: bool = False
    statements: int = 0
    met: int = 0
    partly: int = 0
    not_yet: int = 0
    unshown: int = 0

    @property
    def not_judged(self) -> int:
        """How many statements nobody has judged."""
        return self.statements - self.met - self.partly - self.not_yet

    @property
    def open(self) -> int:
        """How many statements are not called met."""
        return self.statements - self.met


@dataclass(frozen=True)
class Stated:
    """The statement of one area: the three things, and what follows from them. None where nothing is said yet."""

    distance: Distance | None
    showing: Showing | None
    soon: Soon
    risk: Risk


def distance_of(one: Standing) -> Distance | None:
    """Return how far an area is from the line, None where the school has not placed it."""
    if one.placed is None:
        return None
    if not one.placed or (one.agreed is False and not one.judged_since):
        return Distance.BELOW
    if one.not_yet and one.not_yet * MANY >= one.statements:
        return Distance.BELOW
    return Distance.CLOSE if one.open or one.agreed is False else Distance.AT


def showing_of(one: Standing) -> Showing | None:
    """Return how well an area could be shown; an area without statements rests on the others, and adds nothing."""
    if one.placed is None:
        return None
    if not one.statements:
        return Showing.WELL
    if not one.met or one.unshown * MANY >= one.met:
        return Showing.POORLY
    return Showing.PARTLY if one.unshown else Showing.WELL


def risk_from(distance: Distance, showing: Showing, soon: Soon) -> Risk:
    """Return the risk that follows from the three things: time alone never makes it, and never takes it away."""
    worse, better = max(distance, showing), min(distance, showing)
    if worse == 0:
        return Risk.LOW
    if worse == 2:
        return Risk.SOME if soon == Soon.LATER and better < 2 else Risk.HIGH
    return Risk.HIGH if better == 1 and soon == Soon.ANY_TIME else Risk.SOME


def stated(one: Standing, soon: Soon) -> Stated:
    """Return the statement of one area."""
    distance, showing = distance_of(one), showing_of(one)
    if distance is None or showing is None:
        return Stated(None, None, soon, Risk.UNSAID)
    return Stated(distance, showing, soon, risk_from(distance, showing, soon))


def of_school(areas: Iterable[Risk]) -> Risk:
    """Return the school's risk: the highest of its areas, as it is secure only where every area is."""
    return max(areas, default=Risk.UNSAID)


def standing_of(
    placed: bool | None, agreed: bool | None, judged_since: bool, statements: Iterable[tuple[str, Level]]
) -> Standing:
    """Return what the rule looks at, from each statement's answer and how strong its evidence is."""
    known = list(statements)
    answers = [answer for answer, _ in known]
    unshown = sum(1 for answer, level in known if answer == MET and level < Level.PARTIAL)
    met, partly, not_yet = (answers.count(one) for one in (MET, PARTLY, NOT_YET))
    return Standing(placed, agreed, judged_since, len(known), met, partly, not_yet, unshown)


def with_done(one: Standing, answer: str, shown: bool) -> Standing:
    """Return what an area would be once an action for one statement is done and proved: met, with evidence.

    `answer` and `shown` are what stands at that statement now. Where every statement is met then, an area that was
    placed below the line is reckoned at it: the school would judge it anew.
    """
    after = one
    if answer == MET:
        after = replace(one, unshown=one.unshown - (not shown))
    else:
        taken = {PARTLY: "partly", NOT_YET: "not_yet"}.get(answer)
        less = {taken: getattr(one, taken) - 1} if taken else {}
        after = replace(one, met=one.met + 1, **less)
    if after.open == 0 and one.open and one.placed is not None:
        after = replace(after, placed=True, judged_since=True)
    return after
