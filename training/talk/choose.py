"""Says how well the settings do, by leaving out: a fifth of our own batches and of AMI's train groups at a time.

Never reads the held-out lines or a file that is scored. The layers never saw a line's group, nor did the weighing.
"""

import argparse
import sys
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import ami, own  # noqa: E402
from layers import examples  # noqa: E402
from left_out import FOLDS, LEAN, OURS, Heard, judged, learn_weighing, odds  # noqa: E402

from taskgroups.kit.talk.judge import is_bare  # noqa: E402
from taskgroups.kit.talk.kinds import ACTS  # noqa: E402


def f1(truth: list[str], said: list[str], act: str) -> float:
    """F1 in per cent."""
    hit = sum(t == s == act for t, s in zip(truth, said, strict=True))
    return 200 * hit / max(1, truth.count(act) + said.count(act))


def scores(found: list[Heard], said: list[str], ours: bool, bare: bool) -> str:
    """F1 by act of one part; of AMI that of questions alone; of ours also disguised advice against questions."""
    some = [
        (one, act)
        for one, act in zip(found, said, strict=True)
        if (one.ours, is_bare(one.example.text)) == (ours, bare)
    ]
    truth, acts = [one.act for one, _ in some], [act for _, act in some]
    shown = [f1(truth, acts, act) for act in (ACTS if ours else ACTS[:1])]
    if ours:
        near = [(one.act, act) for one, act in some if one.act == "question" or "disguised" in one.example.line.kinds]
        shown.append(f1([t for t, _ in near], [s if s == "advice" else "question" for _, s in near], "advice"))
    return "/".join(f"{one:.1f}" for one in shown)


def main() -> None:
    """Leave out and print."""
    parser = argparse.ArgumentParser(description="Says how well settings do on groups left out of training.")
    parser.add_argument("--ami", type=Path)
    parser.add_argument("--ridge", type=float, default=0.5)
    parser.add_argument("--errors", action="store_true", help="print each of our own lines that is told wrong")
    options = parser.parse_args()
    found = judged(examples(own()), examples(ami(options.ami) if options.ami else []), options.ridge)
    for ours in sorted({1.0, OURS, 2.0, 3.0}):
        numbers = [learn_weighing([one for one in found if one.fold != fold], ours) for fold in range(FOLDS)]
        for lean in (0.3, LEAN, 0.9):
            said = ["question" if odds(one, numbers[one.fold], lean) > 0 else one.instead for one in found]
            shown = [scores(found, said, *part) for part in product((True, False), (False, True))]
            print("ours {}, lean {}: ours {} bare {}, AMI {} bare {}".format(ours, lean, *shown), flush=True)
            if options.errors and (ours, lean) == (OURS, LEAN):
                for one, act in zip(found, said, strict=True):
                    if one.ours and act != one.act:
                        print(f"  {min(one.example.line.kinds):13} said {act:9} {one.example.text[-110:]}")


if __name__ == "__main__":
    main()
