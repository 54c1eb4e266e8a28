"""Tries settings by leaving out: a part of our own batches at a time, and a fifth of AMI's train meetings.

Never reads the held-out lines or a file that is scored. Prints F1 by act on both, for several ways to weigh the layers.
"""

import argparse
import sys
from itertools import product
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import Line, ami, bare, own  # noqa: E402
from train import ASKING_RIDGE, OURS, examples, learn, learn_asking  # noqa: E402

from taskgroups.kit.talk.frames import frames  # noqa: E402
from taskgroups.kit.talk.judge import HERE, HERE_BARE, HERE_FIRM, LEAN, LEAN_BARE, MARKED, described, heard  # noqa: E402
from taskgroups.kit.talk.kinds import ACT_OF, ACTS, KINDS  # noqa: E402

PLACES = {act: [place for place, kind in enumerate(KINDS) if ACT_OF[kind] == act] for act in ACTS}

ASKING = {f"f:{one.name}" for one in frames() if ACT_OF[one.kind] == "question"}
SHIELDED = {f"f:{one.name}" for one in frames() if one.firm and ACT_OF[one.kind] != "question"}


class Heard:
    """One line, judged by weights that never saw its group: what both layers say of it."""

    def __init__(self, line: Line, text: str, kinds: dict[str, np.ndarray], asking: dict[str, float]) -> None:
        scores = sum((kinds[one] for one in described(text) if one in kinds), np.zeros(len(KINDS)))
        sums = {act: np.logaddexp.reduce(scores[PLACES[act]]) for act in ACTS}
        self.line, self.text = line, text
        self.truth = ACT_OF[min(line.kinds)] if len(line.kinds) < len(KINDS) else "other"
        self.here = float(sums["question"] - np.logaddexp(sums["advice"], sums["other"]))
        self.anywhere = sum(asking.get(one, 0.0) for one in set(heard(text)))
        self.shielded = any(one in SHIELDED for one in described(text))
        asked = any(one in ASKING for one in described(text))
        self.bare_asked = asked and not any(mark in text for mark in ".?!,")
        self.other = "advice" if sums["advice"] > sums["other"] else "other"

    def act(self, here: float, lean: float, marked: float, firm: float) -> str:
        """The act, with the layers weighed so: as `judge._odds` has it."""
        if self.shielded:
            odds = firm * self.here + (1 - firm) * self.anywhere
        elif self.bare_asked:
            odds = HERE_BARE * self.here + (1 - HERE_BARE) * self.anywhere + LEAN_BARE
        else:
            odds = (
                here * self.here + (1 - here) * self.anywhere + lean + marked * self.text.rstrip("\"' ").endswith("?")
            )
        return "question" if odds > 0 else self.other


def f1(truth: list[str], said: list[str], act: str) -> float:
    """F1 in per cent."""
    hit = sum(t == s == act for t, s in zip(truth, said, strict=True))
    return 200 * hit / max(1, truth.count(act) + said.count(act))


def judged(ours: list[Line], theirs: list[Line], folds: int, ridge: float) -> list[Heard]:
    """Every own line and AMI's left-out chairs, as written and bare, by weights that never saw their group."""
    fifth = sorted({line.group for line in theirs})[::5]
    kept = examples((line for line in theirs if line.group not in fifth), heard)
    groups, found = sorted({line.group for line in ours}), []
    for fold in range(folds):
        out = {*groups[fold::folds], *fifth[fold::folds]}
        taught = [line for line in ours if line.group not in out]
        kinds = learn(examples(taught), ridge, 80)
        asking = learn_asking(kept + examples((line._replace(weight=OURS) for line in taught), heard), ASKING_RIDGE, 40)
        chairs = [line for line in theirs if line.chair and line.group in out and len(line.text.split()) > 2]
        for line in [*(line for line in ours if line.group in out), *chairs]:
            found += [Heard(line, change(line.text), kinds, asking) for change in (str, bare)]
    return found


def main() -> None:
    """Leave out and print."""
    parser = argparse.ArgumentParser(description="Tries settings on batches left out of training.")
    parser.add_argument("--ami", type=Path)
    parser.add_argument("--ridge", type=float, default=0.5)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--errors", action="store_true", help="print each of our own lines that is told wrong")
    options = parser.parse_args()
    ours = list(own())
    names = {line.group for line in ours}
    found = judged(ours, list(ami(options.ami)) if options.ami else [], options.folds, options.ridge)
    for weighed in product((0.4, HERE, 0.15), (LEAN, 0.4), (0.5, MARKED), (0.7, HERE_FIRM)):
        said = []
        for is_own, is_bare in product((True, False), (False, True)):
            some = [
                one
                for one in found
                if (one.line.group in names) == is_own and (one.text == bare(one.line.text)) == is_bare
            ]
            truth, acts = [one.truth for one in some], [one.act(*weighed) for one in some]
            said.append("/".join(f"{f1(truth, acts, act):.1f}" for act in (ACTS if is_own else ACTS[:1])))
        print(f"here, lean, marked, firm {weighed}: ours {said[0]} bare {said[1]}, AMI {said[2]} bare {said[3]}")
    for one in found if options.errors else []:
        act = one.act(HERE, LEAN, MARKED, HERE_FIRM)
        if one.line.group in names and act != one.truth:
            print(f"  {min(one.line.kinds):13} said {act:9} {one.text[-110:]}")


if __name__ == "__main__":
    main()
