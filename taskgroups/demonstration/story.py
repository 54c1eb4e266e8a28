"""What the invented school says of itself, by topic: matched to the areas of whichever framework is in force."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from taskgroups.frameworks.pack import Area


@dataclass(frozen=True)
class Item:
    """An item of evidence: what, which kind, how many days old, who else confirms it, and a note."""

    title: str
    kind: str
    days: int
    confirmed_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Topic:
    """What is said of one area: the words it is known by, and everything the story needs for it."""

    words: tuple[str, ...]
    why: str
    evidence: tuple[Item, ...]
    answers: tuple[str, ...]
    agreed: str
    action: str
    proof: str


@lru_cache(maxsize=1)
def _told() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "story.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Every topic; the last one, without words, stands for whatever no other fits."""
    return tuple(_topic(dict(row)) for row in _told()["topic"])


def issues() -> list[tuple[str, str, str]]:
    """The improvement issues of the host school, as (source, title, a word of the area's name)."""
    return [(row["source"], row["title"], row["area"]) for row in _told()["issue"]]


def _topic(row: dict[str, Any]) -> Topic:
    items = tuple(Item(**one) for one in row.pop("evidence"))
    words, answers = tuple(row.pop("words", ())), tuple(row.pop("answers"))
    return Topic(words=words, answers=answers, evidence=items, **row)


def topic_of(area: Area) -> Topic:
    """The topic an area is about, by the words of its name; a general one where none fits."""
    name = area.name.lower()
    return next((topic for topic in topics() if any(word in name for word in topic.words)), topics()[-1])
