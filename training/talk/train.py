"""Learns the weights of `taskgroups/kit/talk`. `python training/talk/train.py --help` says how.

Three layers (`layers.py`), and how they are weighed (`left_out.py`); `taskgroups/kit/talk/judge.py` puts them together.
Needs requirements/train.txt, never at run time.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import ami, own  # noqa: E402
from layers import examples, hundredths, learn, learn_asking, learn_subject, written  # noqa: E402
from left_out import LEAN, judged, learn_weighing  # noqa: E402

TALK = ROOT / "taskgroups" / "kit" / "talk"
ASKING_LEAST = 0.04  # weights of asking below this are left out: many small ones add up
SUBJECT_LEAST = 0.1


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from all of our own lines, and from AMI's train part where it is given."""
    parser = argparse.ArgumentParser(description="Learns the weights of taskgroups/kit/talk.")
    parser.add_argument("--ami", type=Path, help="ami_train_dev.jsonl.gz; only its train part is read")
    parser.add_argument(
        "--ridge", type=float, default=0.5, help="how strongly the weights of kinds are held near nothing"
    )
    parser.add_argument("--least", type=float, default=0.06, help="weights below this are left out")
    options = parser.parse_args(arguments)
    ours, theirs = examples(own()), examples(ami(options.ami) if options.ami else [])
    weighing = learn_weighing(judged(ours, theirs, options.ridge))
    weighing["any|one|"] += LEAN
    files = {
        "weights.txt": written(learn(ours, options.ridge), options.least),
        "asking.txt": hundredths(learn_asking([*ours, *theirs]), ASKING_LEAST),
        "subject.txt": hundredths(learn_subject(ours, theirs), SUBJECT_LEAST),
        "weighing.txt": "".join(f"{number:.3f}\t{name}\n" for name, number in sorted(weighing.items())),
    }
    for name, text in files.items():
        (TALK / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines")
    print(f"learned from {len(ours)} of ours and {len(theirs)} of AMI's, each line as it stands and bare")


if __name__ == "__main__":
    main()
