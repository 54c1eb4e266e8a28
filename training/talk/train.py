"""Learns the weights of `taskgroups/kit/talk/weights.txt`. `python training/talk/train.py --help` says how.

Two logistic regressions. One tells the kinds apart and learns from our own lines alone: our table is finer than AMI's
labels, and differs from them on advice. The other tells whether anything is asked, in talk of any subject, and learns
from both. `taskgroups/kit/talk/judge.py` says how they are put together.
Needs requirements/train.txt, never at run time.
"""

import argparse
import sys
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import Line, ami, bare, own  # noqa: E402

from taskgroups.kit.talk.judge import described, heard  # noqa: E402
from taskgroups.kit.talk.kinds import ACT_OF, KINDS  # noqa: E402

Examples = list[tuple[list[str], frozenset[str], float]]
TALK = ROOT / "taskgroups" / "kit" / "talk"
ASKING_RIDGE = 10.0  # one of 1 held the many rare features of AMI too little, and cost its left-out chairs three points
ASKING_LEAST = 0.04  # weights of asking below this are left out: many small ones add up
OURS = 3.0  # what one of our own lines counts beside one of AMI's


def examples(lines: Iterable[Line], features: Callable[[str], list[str]] = described) -> Examples:
    """Each line as it stands and as a poor transcript has it."""
    found: Examples = []
    for line in lines:
        for text in sorted({line.text, bare(line.text)}):
            seen = features(text)
            if seen:
                found.append((seen, line.kinds, line.weight))
    return found


def learn(taught: Examples, ridge: float, rounds: int = 120) -> dict[str, np.ndarray]:
    """The weights of each feature seen twice or more, one number for each of KINDS."""
    counted: Counter[str] = Counter()
    for seen, _, weight in taught:
        for feature in set(seen):
            counted[feature] += 2 if weight >= 1 else 1
    names = {name: place for place, name in enumerate(sorted(n for n, c in counted.items() if c >= 4))}
    table = _table(taught, names)
    allowed = np.array([[kind in kinds for kind in KINDS] for _, kinds, _ in taught], dtype=float)
    weight = np.array([w for _, _, w in taught])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        now = flat.reshape(len(names), len(KINDS))
        scores = table @ now
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely = raised / raised.sum(axis=1, keepdims=True)
        right = likely * allowed
        whole = right.sum(axis=1, keepdims=True) + 1e-12
        slope = table.T @ ((likely - right / whole) * weight[:, None]) + ridge * now
        return float(-(weight * np.log(whole[:, 0])).sum() + ridge / 2 * (now**2).sum()), slope.ravel()

    start = np.zeros(len(names) * len(KINDS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6}).x
    rows = found.reshape(len(names), len(KINDS))
    return {name: rows[place] for name, place in names.items()}


def toward_meetings(learned: dict[str, np.ndarray], taught: Examples) -> None:
    """Go half way to advice and other being as likely before a word is heard.

    Our lines hold twice as much advice as talk that is neither, and a meeting holds less. What no word of its own tells
    apart would otherwise be heard as advice.
    """
    acts = Counter(ACT_OF[min(kinds)] for _, kinds, _ in taught)
    step = float(np.log(acts["advice"] / acts["other"])) / 4
    learned["*"] += [{"advice": -step, "other": step}.get(ACT_OF[kind], 0.0) for kind in KINDS]


def _table(taught: Examples, names: dict[str, int]) -> csr_matrix:
    rows, columns = [], []
    for number, (seen, _, _) in enumerate(taught):
        for feature in set(seen):
            if feature in names:
                rows.append(number)
                columns.append(names[feature])
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(taught), len(names)))


def written(learned: dict[str, np.ndarray], least: float) -> str:
    """The weights as the package reads them, those that hardly matter left out."""
    unit = max(float(np.abs(row).max()) for row in learned.values()) / 127
    lines = [f"unit {unit:.6f}"]
    for name, row in sorted(learned.items()):
        if np.abs(row).max() >= least and "\t" not in name:
            lines.append(b64encode(np.rint(row / unit).astype(np.int8).tobytes()).decode() + "\t" + name)
    return "\n".join(lines) + "\n"


def learn_asking(taught: Examples, ridge: float, rounds: int = 60) -> dict[str, float]:
    """How strongly each feature seen three times or more speaks for a question."""
    counted = Counter(feature for seen, _, _ in taught for feature in set(seen))
    names = {name: place for place, name in enumerate(sorted(n for n, c in counted.items() if c >= 3))}
    table = _table(taught, names)
    side = np.array([1.0 if ACT_OF[min(kinds)] == "question" else -1.0 for _, kinds, _ in taught])
    weight = np.array([w for _, _, w in taught])

    def loss(now: np.ndarray) -> tuple[float, np.ndarray]:
        margin = side * (table @ now)
        slope = table.T @ (-side * weight / (1 + np.exp(margin))) + ridge * now
        return float((weight * np.logaddexp(0, -margin)).sum() + ridge / 2 * (now @ now)), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return {name: float(found[place]) for name, place in names.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from all of our own lines, and from AMI's train part where it is given."""
    parser = argparse.ArgumentParser(description="Learns the weights of taskgroups/kit/talk.")
    parser.add_argument("--ami", type=Path, help="ami_train_dev.jsonl.gz; only its train part is read")
    parser.add_argument(
        "--ridge", type=float, default=0.5, help="how strongly the weights of kinds are held near nothing"
    )
    parser.add_argument("--least", type=float, default=0.06, help="weights below this are left out")
    options = parser.parse_args(arguments)
    ours = list(own())
    taught = examples(ours)
    learned = learn(taught, options.ridge)
    toward_meetings(learned, taught)
    kinds = written(learned, options.least)
    (TALK / "weights.txt").write_text(kinds, encoding="utf-8")
    theirs = list(ami(options.ami)) if options.ami else []
    asking = learn_asking(examples([*(line._replace(weight=OURS) for line in ours), *theirs], heard), ASKING_RIDGE)
    kept = [f"{round(number * 100)}\t{name}" for name, number in sorted(asking.items()) if abs(number) >= ASKING_LEAST]
    (TALK / "asking.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(ours)} and {len(theirs)} lines; {kinds.count(chr(10)) - 1} and {len(kept)} features")


if __name__ == "__main__":
    main()
