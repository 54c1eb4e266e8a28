"""The trained layers: whole-number weights for each feature, added up into how likely each kind is, and what asks.

All weights of a feature are kept as one long number: a lane of 16 bits for each kind, then a lane of 32 bits for how
strongly it speaks for a question in talk of any subject, and one for how much it is a word of schools. Each weight is
raised so that none is negative: the features of a clause are then added in one step, many times as fast as column by
column. A text must have fewer than MOST features, or a lane would overflow.
"""

import struct
from base64 import b64decode
from collections.abc import Iterable
from functools import cache
from importlib import resources
from math import exp
from typing import NamedTuple

from taskgroups.kit.talk.kinds import KINDS

LANES = struct.Struct(f"<{len(KINDS)}H2xII")
ASKING, SUBJECT = 16 * (len(KINDS) + 1), 16 * (len(KINDS) + 1) + 32  # where these lanes begin, in bits
RAISED, RAISED_FURTHER = 128, 1 << 16
MOST = 257
UNSIGNED = bytes((byte + RAISED) % 256 for byte in range(256))


class Weights(NamedTuple):
    """The weights by feature, and what one whole number is worth in a lane of kinds."""

    unit: float
    rows: dict[str, int]


class Sums(NamedTuple):
    """What the layers say: how likely each of KINDS is, together 1; the log odds of asking, and of schools' words."""

    likely: list[float]
    asks: float
    subject: float


@cache
def weights() -> Weights:
    """Read `weights.txt` (a line of `unit`, then `row<TAB>feature`), `asking.txt` and `subject.txt`.

    All are written by training/talk/train.py; the latter two in hundredths.
    """
    head, *lines = _lines("weights.txt")
    further = RAISED_FURTHER << ASKING | RAISED_FURTHER << SUBJECT
    rows = {feature: _laned(b64decode(row)) + further for row, feature in (line.split("\t", 1) for line in lines)}
    nothing = _laned(bytes(len(KINDS))) + further
    for file, place in (("asking.txt", ASKING), ("subject.txt", SUBJECT)):
        for line in _lines(file):
            number, feature = line.split("\t", 1)
            rows[feature] = rows.get(feature, nothing) + (int(number) << place)
    return Weights(float(head.partition(" ")[2]), rows)


def _lines(file: str) -> list[str]:
    return (resources.files(__package__) / file).read_text(encoding="utf-8").rstrip("\n").split("\n")


def _laned(row: bytes) -> int:
    """A row of signed bytes as one number, each of them in its lane."""
    lanes = bytearray(2 * len(KINDS))
    lanes[::2] = row.translate(UNSIGNED)
    return int.from_bytes(lanes, "little")


def sums(features: Iterable[str]) -> Sums:
    """What the layers say of a clause with these features, each of which counts once."""
    unit, rows = weights()
    found = list(filter(None, map(rows.get, dict.fromkeys(features))))[: MOST - 1]
    *lanes, asks, subject = LANES.unpack(sum(found).to_bytes(LANES.size, "little"))
    number = len(found)
    top = max(lanes)
    raised = [exp((lane - top) * unit) for lane in lanes] if number else [1.0] * len(KINDS)
    whole = sum(raised)
    further = RAISED_FURTHER * number
    return Sums([one / whole for one in raised], (asks - further) / 100, (subject - further) / 100)


def strongest(features: Iterable[str], kind: str) -> str:
    """The words that speak most for a kind: the heaviest opening, pair or word among the features."""
    place, rows = KINDS.index(kind), weights().rows
    best, most = "", 0.0
    for one in features:
        if one in rows and (one[1:2] == "^" or one[:2] == "b:"):
            weight = (rows[one] >> 16 * place) % 256 - RAISED
            if weight > most:
                best, most = one, weight
    return "" if best.startswith("s^") else best[2:]
