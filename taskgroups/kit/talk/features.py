"""What the trained layers look at: the words of a clause in order, its frame, and how it ended."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from taskgroups.kit.talk.frames import Frame
from taskgroups.kit.talk.split import (
    AUX,
    BEGINS_SUB,
    DANGLING,
    EMBEDS,
    MARKERS,
    STATES,
    SUBJECTS,
    TELLS,
    VERBS,
    WH,
    Span,
)
from taskgroups.kit.talk.words import Word, these

KEPT = (
    AUX | WH | MARKERS | STATES | SUBJECTS | TELLS | VERBS | BEGINS_SUB | EMBEDS | DANGLING
    | these(
        "not any more most other others us me them him her than else worth might perhaps maybe better sure advice "
        "school schools using having getting been being by next first last item page action actions minutes ever never "
        "tried considered agreed would could should happy many few lot bit way thing one two three"
    )
)  # fmt: skip
TELLING = these("you we i it they that there what how or if do")  # words that tell whether a text asks
LONGEST = 40


def features(said: Sequence[Word], span: Span, end: str, punctuated: bool, frame: Frame | None) -> list[str]:
    """The features of one clause. `end` is the mark it closed with, `punctuated` whether its turn has any."""
    first = beginning(said, span)
    plain = [word.plain for word in said[first : min(span.last, first + LONGEST)]]
    closed, size = _ending(end, punctuated), min(len(plain), 12)
    kind = frame.kind if frame else "none"
    found = ["*", "e:" + closed, f"e:{closed}:{plain[0]}", f"n:{size}", f"n:{closed}:{size // 3}"]
    found += (f"f:{frame.name if frame else ''}", f"k:{kind}", f"k:{kind}:{closed}")
    found += ("m:" + word.plain for word in said[span.first : first][-3:])
    _in_order(plain, found)
    return found


def whole(text: str, said: Sequence[Word]) -> list[str]:
    """The features of a whole text: how it opens and closes, its marks, its pairs of words."""
    plain = [word.plain for word in said[:LONGEST]]
    tail = text.rstrip("\"')”’ ")[-1:]
    marks = tail if tail in ".?!," else "bare" if not any(mark in text for mark in ".?!,") else "open"
    found = [
        f"t:{marks}",
        f"t:{marks}:{'?' in text}:{min(len(plain), 9) // 3}",
        f"t^{plain[0]}",
        f"t^{' '.join(plain[:2])}",
    ]
    found += (f"t^{' '.join(plain[:3])}", f"t$:{marks}:{plain[-1]}", f"t^:{marks}:{plain[0]}")
    size, form = min(len(said), 24), "bare" if marks == "bare" else "marked"
    found += (f"n^:{size}:{form}", f"n^:{size // 2}:{marks}")
    found += [f"h:{word}:{marks}" for word in TELLING.intersection(plain)]
    place = text.find("?")
    if place >= 0:
        found += (f"q:{text.count('?')}", f"q^:{min(len(text[place + 1 : place + 60].split()), 6)}")
    bones = list(map(_bone, plain))
    found += [f"t:{one} {two} {three}" for one, two, three in zip(bones, bones[1:], bones[2:], strict=False)]
    return found


def openings(said: Sequence[Word], spans: Sequence[Span]) -> list[str]:
    """How each clause of a text begins, and how many there are: an earlier one may have asked."""
    found = [f"cn:{min(len(spans), 4)}"]
    for span in spans:
        first = beginning(said, span)
        plain = [word.plain for word in said[first : min(span.last, first + 4)]]
        found += ("c1:" + plain[0], "c2:" + " ".join(plain[:2]), "c3:" + " ".join(plain[:3]))
    return found


def beginning(said: Sequence[Word], span: Span) -> int:
    """Where the main part of a clause begins, its 'so' and 'and' left out."""
    first = span.core
    while first < span.last - 1 and said[first].plain in MARKERS:
        first += 1
    return first


def _ending(end: str, punctuated: bool) -> str:
    if not punctuated:
        return "bare"
    return end or "open"


def _in_order(plain: list[str], found: list[str]) -> None:
    """Words, pairs, openings and the skeleton of a clause: its common words, with the others by their endings."""
    found += [f"{size}^{' '.join(plain[:size])}" for size in (1, 2, 3, 4) if len(plain) >= size]
    found += ("$" + plain[-1], "$" + " ".join(plain[-2:]))
    found += ["u:" + word for word in set(plain)]
    found += [f"b:{one} {two}" for one, two in pairwise(plain)]
    bones = ["<", *map(_bone, plain), ">"]
    threes = list(zip(bones, bones[1:], bones[2:], strict=False))
    found += [f"s:{one} {two} {three}" for one, two, three in threes]
    found += [f"s:{one} {two} {three} {four}" for (one, two, three), four in zip(threes[:10], bones[3:], strict=False)]
    found.append("s^" + " ".join(bones[:6]))


@lru_cache(maxsize=4096)
def _bone(word: str) -> str:
    """A common word as it is; of any other only its ending."""
    if word in KEPT:
        return word
    if word[-3:] == "ing":
        return "-ing"
    if word[-2:] == "ed":
        return "-ed"
    if word[-1] == "s":
        return "-s"
    return "0" if word[0].isdigit() else "-"
