"""The lines that are learned from: our own, and the train part of the AMI Meeting Corpus where it is there."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from taskgroups.kit.talk.kinds import ACT_OF, KINDS

HERE = Path(__file__).parent
CODES = dict(zip("opcexldsrtvPSTI", KINDS, strict=True))
QUESTIONS = frozenset(kind for kind in KINDS if ACT_OF[kind] == "question")
ADVICE = frozenset(kind for kind in KINDS if ACT_OF[kind] == "advice")
OTHER = frozenset(kind for kind in KINDS if ACT_OF[kind] == "other")
# What an AMI label may be in our table. Its suggestions are often about the meeting itself, its offers are no advice
# to a school; where the two differ the table decides, so the wider set is allowed and our own lines choose within it.
AMI = {
    "el.inf": QUESTIONS, "el.ass": QUESTIONS, "el.sug": QUESTIONS, "el.und": QUESTIONS,
    "sug": ADVICE | {"procedure"}, "off": {"solving", "procedure", "information"},
}  # fmt: skip

NOTHING_SAID = ("bck", "fra", "stl")  # murmurs, beginnings without an end, and sounds that keep the floor
SHORTEST = 3  # words


class Line(NamedTuple):
    """One line: its text, the kinds it may be, the group, its weight, and whether a chair said it."""

    text: str
    kinds: frozenset[str]
    group: str
    weight: float
    chair: bool = True


def own(folder: str = "lines") -> Iterator[Line]:
    """Our own lines. A file is a batch; within `held_out`, a '# name' begins a group."""
    for file in sorted((HERE / folder).glob("*.txt")):
        group = file.stem
        for raw in file.read_text(encoding="utf-8").splitlines():
            if raw.startswith("#"):
                group = raw.lstrip("# ")
            elif raw.strip():
                code, _, text = raw.partition(" ")
                yield Line(text, frozenset({CODES[code]}), group, 1.0)


def ami(file: Path) -> Iterator[Line]:
    """AMI's train part, never its dev part, without NOTHING_SAID and what is shorter than SHORTEST.

    What is broken off is 'other' there, however it began: it would teach that a question's beginning is none.
    Of what others than the chair tell (most of the corpus) every second line is enough.
    """
    seen: set[tuple[str, str]] = set()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = json.loads(raw)
            if line["split"] != "train" or line["label"] in NOTHING_SAID or (line["text"], line["act"]) in seen:
                continue
            seen.add((line["text"], line["act"]))
            if len(line["text"].split()) < SHORTEST:
                continue
            if line["role"] != "PM" and line["act"] == "other" and len(seen) % 2:
                continue
            kinds = frozenset(AMI.get(line["label"], OTHER))
            yield Line(line["text"], kinds, line["meeting"], 1.0, line["role"] == "PM")


def bare(text: str) -> str:
    """Lower case and without punctuation, as a poor transcript has it."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s']", " ", text.lower())).strip()
