"""Frames: the turns of phrase in `frames.txt`, matched against a clause in plain words."""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from taskgroups.kit.talk.kinds import KINDS


class Frame(NamedTuple):
    """One turn of phrase: its name, the kind it speaks for, whether it decides alone, and its pattern."""

    name: str
    kind: str
    firm: bool
    pattern: str


def first_that_fits(clause: str) -> tuple[Frame, str] | None:
    """The first frame that fits a clause in plain words, with the words it rests on."""
    found = _together().match(clause)
    if found is None or found.lastgroup is None:
        return None
    return frames()[int(found.lastgroup[1:])], found.group().strip()


@cache
def _together() -> re.Pattern[str]:
    """All frames as one pattern, tried from the top: many times quicker than one after the other.

    The empty group that names a frame stands after it, so that its first letter is seen at once.
    """
    return re.compile("|".join(f"(?:{frame.pattern})(?P<f{place}>)" for place, frame in enumerate(frames())))


@cache
def frames() -> tuple[Frame, ...]:
    """Every frame in the order of the file. A line that cannot be read is a mistake of ours: ValueError."""
    made: list[Frame] = []
    names: dict[str, str] = {}
    kind, firm = "", False
    text = (resources.files(__package__) / "frames.txt").read_text(encoding="utf-8")
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        if line.startswith("#"):
            continue
        if line.startswith("["):
            kind, _, word = line.strip("[]").partition(" ")
            firm = word == "firm"
            if kind not in KINDS:
                raise ValueError(f"frames.txt: there is no kind {kind!r}")
        elif re.match(r"[A-Z]+ = ", line):
            name, _, pattern = line.partition(" = ")
            names["{" + name + "}"] = pattern
        else:
            made.append(_frame(line, kind, firm, names))
    return tuple(made)


def _frame(line: str, kind: str, firm: bool, names: dict[str, str]) -> Frame:
    name, _, pattern = line.partition(": ")
    for macro, meaning in names.items():
        pattern = pattern.replace(macro, meaning)
    pattern = re.sub(r"(^|\|)\.\. ", r"\1(?:.*? )?", pattern)
    return Frame(name, kind, firm, pattern)
