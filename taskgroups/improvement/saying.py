"""Risk in a few words for those who read no more: counts for reasons, and never a grade. No Django."""

from collections.abc import Iterable, Sequence

from taskgroups.improvement.risk import (
    DISTANCES,
    RISKS,
    SHOWINGS,
    Distance,
    Risk,
    Showing,
    Standing,
    Stated,
)
from taskgroups.kit.design.words import listed, plural


def of_the_school(risk: Risk, deciding: Sequence[str], unsaid: Sequence[str]) -> str:
    """Return what follows for the school: `deciding` are the areas that have its risk, `unsaid` those not placed."""
    if risk == Risk.UNSAID:
        return "Nothing can be said yet: no area is placed on the scale."
    if risk == Risk.LOW:
        said = "Every area that is placed is at the line and could be shown."
    else:
        said = f"The school is secure only where every area is. {', '.join(deciding)}: {RISKS[risk].name.lower()}."
    return f"{said} Not said yet of {', '.join(unsaid)}." if unsaid else said


def because(one: Standing, said: Stated) -> str:
    """Return why an area has its risk, in counts of its statements; no grade is named."""
    if said.distance is None or said.showing is None:
        return "The school has not placed it yet."
    far = f"{DISTANCES[said.distance].name}{_in_brackets(_far(one, said.distance))}"
    shown = f"{SHOWINGS[said.showing].name.lower()}{_in_brackets(_unshown(one, said.showing))}"
    return f"{far}; {shown}."


def _far(one: Standing, distance: Distance) -> Iterable[str]:
    if one.agreed is False and one.judged_since and distance != Distance.BELOW:
        yield "no Task Group has looked since it was placed higher"
    if distance == Distance.BELOW and not one.placed:
        yield "as the school places it"
    elif one.agreed is False and not one.judged_since:
        yield "as a Task Group agreed"
    for number, words in ((one.not_yet, "not yet met"), (one.partly, "partly met"), (one.not_judged, "not judged")):
        if number:
            yield f"{number} of {plural(one.statements, 'statement')} {words}"


def _unshown(one: Standing, showing: Showing) -> Iterable[str]:
    if showing != Showing.WELL and not one.met:
        yield "no statement is called met"
    elif one.unshown:
        yield f"of {one.met} called met, {one.unshown} with thin evidence or none"


def _in_brackets(words: Iterable[str]) -> str:
    known = list(words)
    return f" ({listed(known)})" if known else ""
