"""The three layers: what tells the kinds apart, what tells whether anything is asked, and what tells schools' words.

Logistic regressions. The first learns from our own lines alone: our table is finer than AMI's labels, and differs from
them on advice. The second learns from both, in talk of any subject. The third tells our lines from AMI's by words.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from corpora import Line, bare
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from taskgroups.kit.talk.frames import Frame
from taskgroups.kit.talk.judge import studied
from taskgroups.kit.talk.kinds import ACT_OF, KINDS

ASKING_RIDGE = 15.0  # one of 1 held the many rare features of AMI too little, and cost its left-out chairs three points
OURS = 3.0  # what one of our own lines counts beside one of AMI's, to the layer of asking
SUBJECT_RIDGE, OURS_BY_SUBJECT = 20.0, 7.0


class Example(NamedTuple):
    """A line as it stands, or as a poor transcript has it: its text, and what the layers see of it."""

    line: Line
    text: str
    clause: list[str]
    around: list[str]
    frame: Frame | None


def examples(lines: Iterable[Line]) -> list[Example]:
    """Each line as it stands and as a poor transcript has it."""
    found = []
    for line in lines:
        for text in sorted({line.text, bare(line.text)}):
            seen = studied(text)
            if seen:
                found.append(Example(line, text, *seen))
    return found


def learn(taught: Sequence[Example], ridge: float, rounds: int = 120) -> dict[str, np.ndarray]:
    """The weights of each feature seen twice or more, one number for each of KINDS."""
    names = _names((one.clause for one in taught), 2)
    table = _table([one.clause for one in taught], names)
    allowed = np.array([[kind in one.line.kinds for kind in KINDS] for one in taught], dtype=float)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        now = flat.reshape(len(names), len(KINDS))
        scores = table @ now
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely = raised / raised.sum(axis=1, keepdims=True)
        right = likely * allowed
        whole = right.sum(axis=1, keepdims=True) + 1e-12
        slope = table.T @ (likely - right / whole) + ridge * now
        return float(-np.log(whole[:, 0]).sum() + ridge / 2 * (now**2).sum()), slope.ravel()

    start = np.zeros(len(names) * len(KINDS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6}).x
    rows = found.reshape(len(names), len(KINDS))
    learned = {name: rows[place] for name, place in names.items()}
    _toward_meetings(learned, taught)
    return learned


def _toward_meetings(learned: dict[str, np.ndarray], taught: Sequence[Example]) -> None:
    """Go half way to advice and other being as likely before a word is heard.

    Our lines hold twice as much advice as talk that is neither, and a meeting holds less. What no word of its own tells
    apart would otherwise be heard as advice.
    """
    acts = Counter(ACT_OF[min(one.line.kinds)] for one in taught)
    step = float(np.log(acts["advice"] / acts["other"])) / 4
    learned["*"] += [{"advice": -step, "other": step}.get(ACT_OF[kind], 0.0) for kind in KINDS]


def learn_asking(taught: Sequence[Example], rounds: int = 60) -> dict[str, float]:
    """How strongly each feature seen three times or more speaks for a question. Ours are those of one kind."""
    seen = [{*one.clause, *one.around} for one in taught]
    weight = np.array([OURS if len(one.line.kinds) == 1 else 1.0 for one in taught])
    return _regression(seen, sides(taught), weight, 3, ASKING_RIDGE, rounds)


def learn_subject(ours: Sequence[Example], theirs: Sequence[Example]) -> dict[str, float]:
    """How much each word seen four times or more is one of schools rather than of any meeting."""
    if not theirs:
        return {"*": 99.0}
    seen = [{one for one in example.clause if one.startswith("u:")} for example in (*ours, *theirs)]
    side = np.repeat([1.0, -1.0], [len(ours), len(theirs)])
    weight = np.repeat([OURS_BY_SUBJECT, 1.0], [len(ours), len(theirs)])
    return _regression(seen, side, weight, 4, SUBJECT_RIDGE, 30)


def sides(taught: Sequence[Example]) -> np.ndarray:
    """1 for a question, -1 for none."""
    return np.array([1.0 if ACT_OF[min(one.line.kinds)] == "question" else -1.0 for one in taught])


def _regression(
    seen: Sequence[set[str]], side: np.ndarray, weight: np.ndarray, fewest: int, ridge: float, rounds: int
) -> dict[str, float]:
    """A logistic regression of two sides over features seen so often or more."""
    names = _names(seen, fewest)
    table = _table(seen, names)

    def loss(now: np.ndarray) -> tuple[float, np.ndarray]:
        margin = side * (table @ now)
        slope = table.T @ (-side * weight / (1 + np.exp(margin))) + ridge * now
        return float((weight * np.logaddexp(0, -margin)).sum() + ridge / 2 * (now @ now)), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return {name: float(found[place]) for name, place in names.items()}


def _names(seen: Iterable[Iterable[str]], fewest: int) -> dict[str, int]:
    counted = Counter(feature for features in seen for feature in set(features))
    return {name: place for place, name in enumerate(sorted(n for n, c in counted.items() if c >= fewest))}


def _table(seen: Sequence[Iterable[str]], names: dict[str, int]) -> csr_matrix:
    ends, columns = [0], []
    for features in seen:
        columns += [names[feature] for feature in set(features) if feature in names]
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(seen), len(names)))


def written(learned: dict[str, np.ndarray], least: float) -> str:
    """The weights of kinds as the package reads them, those that hardly matter left out."""
    unit = max(float(np.abs(row).max()) for row in learned.values()) / 127
    lines = [f"unit {unit:.6f}"]
    for name, row in sorted(learned.items()):
        if np.abs(row).max() >= least and "\t" not in name:
            lines.append(b64encode(np.rint(row / unit).astype(np.int8).tobytes()).decode() + "\t" + name)
    return "\n".join(lines) + "\n"


def hundredths(learned: dict[str, float], least: float) -> str:
    """The weights of a layer of two sides as the package reads them."""
    kept = [f"{round(number * 100)}\t{name}" for name, number in sorted(learned.items()) if abs(number) >= least]
    return "\n".join(kept) + "\n"
