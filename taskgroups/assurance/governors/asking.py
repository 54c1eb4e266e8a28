"""Questions governors may ask, each with what on file leads to it. No Django."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taskgroups.evaluation.picture import AreaState
from taskgroups.kit.design.words import plural

MOST = 8


@dataclass(frozen=True)
class Ask:
    """A question, and why it is worth asking."""

    question: str
    because: str


def questions(areas: Sequence[AreaState], *, late: int, too_early: int) -> list[Ask]:
    """Return what governors may ask, most needed first, eight at most. No question holds an answer.

    `late`: actions past their day; `too_early`: actions done of which it is not said what difference they made.
    """
    found = [*_of_areas(areas, below=True), *_of_actions(late, too_early), *_of_areas(areas, below=False)]
    return found[:MOST]


def _of_areas(areas: Sequence[AreaState], *, below: bool) -> Iterator[Ask]:
    for one in areas:
        name = one.area.name
        if below and one.grade is not None and not one.claims_secure:
            yield Ask(f"What will tell us that {name} is getting better, and when?",
                      f"The school places {name} at {one.grade.name}: not yet secure.")  # fmt: skip
        elif below and one.grade is None:
            yield Ask(f"How will we find out where we are in {name}?", f"The school has not placed {name} yet.")
        elif not below and one.grade is not None and one.claims_secure and one.unshown:
            yield Ask(f"What would we see that shows {name} is at {one.grade.name}?",
                      f"{plural(one.unshown, 'statement')} said to be met, with no evidence linked.")  # fmt: skip


def _of_actions(late: int, too_early: int) -> Iterator[Ask]:
    if late:
        yield Ask("What has held up the actions that are late, and what do they need from us?",
                  f"{plural(late, 'action')} past the day set.")  # fmt: skip
    if too_early:
        yield Ask("Of what is done, what has made a difference to pupils, and how do we know?",
                  f"{plural(too_early, 'action')} done, and not yet said what difference it made.")  # fmt: skip
