"""How the layers are weighed against each other when it is told whether a clause asks.

The layer of kinds knows our table and schools' talk; the layer of asking has heard talk of any subject. Which of them
counts how much depends on the clause's turn of phrase, on whether there are marks, and on how much its words are those
of schools. The numbers are learned (`training/talk/left_out.py`) from lines that neither layer had learned from.
"""

from functools import cache, lru_cache
from importlib import resources
from math import exp

from taskgroups.kit.talk.frames import Frame
from taskgroups.kit.talk.kinds import ACT_OF

VOICES = ("one", "here", "anywhere", "marked")
MOST = 12.0  # log odds of the layer of kinds beyond which it is no surer


def cases(frame: Frame | None, bare: bool) -> tuple[str, ...]:
    """What a clause is a case of, for the weighing. `bare` is whether its text has no marks."""
    kind = frame.kind if frame else "none"
    found = ["any", f"kind {kind}"]
    asked = frame is not None and ACT_OF[kind] == "question"
    if frame and frame.firm and not asked:
        found.append("firm")
    if asked:
        found.append("asked")
    if bare:
        found += ["bare", "asked bare"] if asked else ["bare"]
    return tuple(found)


def odds(frame: Frame | None, bare: bool, marked: bool, here: float, anywhere: float, school: float) -> float:
    """The log odds of a question, from those of both layers; `school` is how much the words are of schools, 0 to 1."""
    one, near, far, one_there, near_there, far_there = _together(cases(frame, bare), marked)
    here = max(-MOST, min(MOST, here))
    found = one + near * here + far * anywhere + school * (one_there + near_there * here + far_there * anywhere)
    return max(-30.0, min(30.0, found))


def school(words: float) -> float:
    """How much words are those of schools rather than of any meeting, 0 to 1, from the sum of their weights."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, words))))


@lru_cache(maxsize=256)
def _together(found: tuple[str, ...], marked: bool) -> tuple[float, ...]:
    """The weights of one, of here and of anywhere, summed over the cases; then the same for schools' words."""
    numbers = weighing()

    def summed(voice: str, where: str) -> float:
        return sum(numbers.get(f"{case}|{voice}|{where}", 0.0) for case in found)

    return tuple(
        summed(voice, where) + (summed("marked", where) if voice == "one" and marked else 0.0)
        for where in ("", "school")
        for voice in ("one", "here", "anywhere")
    )


@cache
def weighing() -> dict[str, float]:
    """The learned numbers by name, from `weighing.txt`."""
    text = (resources.files(__package__) / "weighing.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t", 1) for line in text.split("\n") if line)
    return {name: float(number) for number, name in pairs}
