"""How the layers are weighed, learned from lines that they had not learned from.

A fifth of our own batches and of AMI's train groups at a time is left out of the layers, and judged by them. Of what
they said of every line the weighing is learned; `choose.py` leaves out once more, to see how well that does.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from corpora import Line
from layers import Example, learn, learn_asking, learn_subject, sides
from scipy.optimize import minimize

from taskgroups.kit.talk.judge import PLACES, asked_here, is_bare, is_marked
from taskgroups.kit.talk.kinds import ACT_OF
from taskgroups.kit.talk.weighing import MOST, VOICES, cases, school

FOLDS = 5
OURS = 1.5  # what one of our own lines counts beside one of AMI's chairs
LEAN = 0.6  # added to the odds: at even odds more questions are missed than heard wrongly
RIDGE = 3.0


class Heard(NamedTuple):
    """One line as layers say it that never saw its group."""

    example: Example
    fold: int
    ours: bool
    inputs: dict[str, float]
    likely: list[float]

    @property
    def act(self) -> str:
        """What it is, by its label."""
        return ACT_OF[min(self.example.line.kinds)]

    @property
    def instead(self) -> str:
        """What it is where it is no question."""
        return "advice" if sum(self.likely[PLACES["advice"]]) > sum(self.likely[PLACES["other"]]) else "other"


def judged(ours: Sequence[Example], theirs: Sequence[Example], ridge: float) -> list[Heard]:
    """Every own line and what AMI's chairs said, as written and bare."""
    folds = _folds(ours, theirs)
    found = []
    for fold in range(FOLDS):
        near = [one for one in ours if folds[_group(one.line, True)] != fold]
        far = [one for one in theirs if folds[_group(one.line, False)] != fold]
        kinds, asking, subject = learn(near, ridge, 60), learn_asking([*near, *far], 40), learn_subject(near, far)
        for is_ours, some in ((True, ours), (False, theirs)):
            for one in some:
                if folds[_group(one.line, is_ours)] == fold and (is_ours or one.line.chair):
                    inputs, likely = _inputs(one, kinds, asking, subject)
                    found.append(Heard(one, fold, is_ours, inputs, likely))
    return found


def _folds(ours: Sequence[Example], theirs: Sequence[Example]) -> dict[str, int]:
    """The fold of each group. AMI's meetings of the same people are one group: named alike but for a letter."""
    found: dict[str, int] = {}
    for some, is_ours in ((ours, True), (theirs, False)):
        groups = sorted({_group(one.line, is_ours) for one in some})
        found |= {group: place % FOLDS for place, group in enumerate(groups)}
    return found


def _group(line: Line, ours: bool) -> str:
    return line.group if ours else line.group[:-1]


def _inputs(
    one: Example, kinds: dict[str, np.ndarray], asking: dict[str, float], subject: dict[str, float]
) -> tuple[dict[str, float], list[float]]:
    """What goes into the weighing, by name, and the likelihoods of the kinds."""
    features = {*one.clause, *one.around}
    scores = np.sum([kinds[f] for f in features if f in kinds], axis=0)
    raised = np.exp(scores - scores.max())
    likely = (raised / raised.sum()).tolist()
    there = school(sum(subject.get(f, 0.0) for f in features))
    here = max(-MOST, min(MOST, asked_here(likely)))
    anywhere = sum(asking.get(f, 0.0) for f in features)
    said = dict(zip(VOICES, (1.0, here, anywhere, float(is_marked(one.text))), strict=True))
    inputs = {}
    for case in cases(one.frame, is_bare(one.text)):
        for voice in VOICES if not case.startswith("kind ") else VOICES[:1]:
            inputs[f"{case}|{voice}|"] = said[voice]
            inputs[f"{case}|{voice}|school"] = there * said[voice]
    return inputs, likely


def learn_weighing(heard: Sequence[Heard], ours: float = OURS) -> dict[str, float]:
    """The numbers of `taskgroups/kit/talk/weighing.py`, by name."""
    names = {name: place for place, name in enumerate(sorted({name for one in heard for name in one.inputs}))}
    table = np.zeros((len(heard), len(names)))
    for row, one in enumerate(heard):
        for name, value in one.inputs.items():
            table[row, names[name]] = value
    side = sides([one.example for one in heard])
    weight = np.array([ours if one.ours else 1.0 for one in heard])

    def loss(now: np.ndarray) -> tuple[float, np.ndarray]:
        margin = side * (table @ now)
        slope = table.T @ (-side * weight / (1 + np.exp(margin))) + RIDGE * now
        return float((weight * np.logaddexp(0, -margin)).sum() + RIDGE / 2 * (now @ now)), slope

    numbers = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return {name: float(numbers[place]) for name, place in names.items()}


def odds(one: Heard, weighing: dict[str, float], lean: float = LEAN) -> float:
    """The log odds that a line asks, by such numbers."""
    return sum(weighing.get(name, 0.0) * value for name, value in one.inputs.items()) + lean
