"""The trained layers: whole-number weights for each feature, added up into how likely each kind is.

A row of weights is kept as one long number, a lane of 32 bits for each kind, each weight raised by RAISED so that none
is negative: rows are then added in one step, three times as fast as column by column.
"""

import struct
from base64 import b64decode
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp
from typing import NamedTuple

from taskgroups.kit.talk.kinds import KINDS

LANES = struct.Struct(f"<{len(KINDS)}I")
RAISED = 128
UNSIGNED = bytes((byte + RAISED) % 256 for byte in range(256))
FILE = "weights.txt"


class Weights(NamedTuple):
    """The rows by feature, and what one whole number is worth."""

    unit: float
    rows: dict[str, int]


@cache
def weights() -> Weights:
    """Read `weights.txt`: a line of `unit`, then `row<TAB>feature`, written by training/talk/train.py."""
    text = (resources.files(__package__) / FILE).read_text(encoding="utf-8")
    head, *lines = text.split("\n")
    pairs = (line.split("\t", 1) for line in lines if line)
    return Weights(float(head.partition(" ")[2]), {feature: _laned(b64decode(row)) for row, feature in pairs})


def _laned(row: bytes) -> int:
    """A row of signed bytes as one number, each of them in its lane."""
    lanes = bytearray(LANES.size)
    lanes[::4] = row.translate(UNSIGNED)
    return int.from_bytes(lanes, "little")


def likelihoods(features: Iterable[str]) -> list[float]:
    """How likely each of KINDS is, in their order; together 1."""
    unit, rows = weights()
    found = [rows[feature] for feature in features if feature in rows]
    if not found:
        return [1 / len(KINDS)] * len(KINDS)
    lanes = LANES.unpack(sum(found).to_bytes(LANES.size, "little"))
    sums = [(lane - RAISED * len(found)) * unit for lane in lanes]
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
            weight = (rows[one] >> 32 * place) % 256 - RAISED
            if weight > most:
                best, most = one, weight
    return "" if best.startswith("s^") else best[2:]
