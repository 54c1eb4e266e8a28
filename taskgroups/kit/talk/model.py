"""The trained layer: one row of whole-number weights for each feature, added up into how likely each kind is."""

import struct
from base64 import b64decode
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp
from typing import NamedTuple

from taskgroups.kit.talk.kinds import KINDS

ROW = struct.Struct(f"{len(KINDS)}b")
FILE = "weights.txt"


class Weights(NamedTuple):
    """The rows by feature, and what one whole number is worth."""

    unit: float
    rows: dict[str, bytes]


@cache
def weights() -> Weights:
    """Read `weights.txt`: a line of `unit`, then `row<TAB>feature`, written by training/talk/train.py."""
    text = (resources.files(__package__) / FILE).read_text(encoding="utf-8")
    head, *lines = text.split("\n")
    pairs = (line.split("\t", 1) for line in lines if line)
    return Weights(float(head.partition(" ")[2]), {feature: b64decode(row) for row, feature in pairs})


def likelihoods(features: Iterable[str]) -> list[float]:
    """How likely each of KINDS is, in their order; together 1."""
    unit, rows = weights()
    found = b"".join([rows[feature] for feature in features if feature in rows])
    if not found:
        return [1 / len(KINDS)] * len(KINDS)
    sums = [sum(column) * unit for column in zip(*ROW.iter_unpack(found), strict=True)]
    top = max(sums)
    raised = [exp(one - top) for one in sums]
    whole = sum(raised)
    return [one / whole for one in raised]


@cache
def asking() -> dict[str, int]:
    """How strongly each feature speaks for a question, in hundredths, from `asking.txt`."""
    text = (resources.files(__package__) / "asking.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t", 1) for line in text.split("\n") if line)
    return {feature: int(number) for number, feature in pairs}


def asks(features: Iterable[str]) -> float:
    """How strongly the features of talk of any subject speak for a question: log odds, 0 where they are undecided."""
    return sum(map(asking().get, set(features), repeat(0))) / 100


def strongest(features: Iterable[str], kind: str) -> str:
    """The words that speak most for a kind: the heaviest opening, pair or word among the features."""
    place, rows = KINDS.index(kind), weights().rows
    best, most = "", 0.0
    for one in features:
        if one in rows and (one[1:2] == "^" or one[:2] == "b:"):
            weight = (rows[one][place] + 128) % 256 - 128
            if weight > most:
                best, most = one, weight
    return "" if best.startswith("s^") else best[2:]
