"""Turn it into a question: what a chair could ask instead of a piece of advice, fitted to area and descriptor."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from taskgroups.kit.talk.judge import label
from taskgroups.kit.talk.kinds import ACT_OF

LONGEST = 150  # characters of a descriptor that can still be listened to


def rewordings(advice: str, *, area: str = "", descriptor: str = "", kind: str = "") -> list[str]:
    """Two or three open questions instead of this advice.

    `area` is the area's name or slug, `descriptor` the text of the statement; either may be empty. `kind` is the
    advice's, where it is known already. The questions name the subject, never the solution: of the advice itself only
    its kind and its subject are used.
    """
    data = _data()
    kind = kind or label(advice).kind
    kind = kind if ACT_OF[kind] == "advice" else "suggestion"
    place = _area(area)
    topic = _topic(advice) or _topic(descriptor) or place["topic"]
    turn = len(advice)  # the same advice always gets the same questions, and not all advice the first ones
    chosen = [_pick(data["by_kind"][kind], turn), _pick(place["questions"], turn)]
    statement = descriptor.strip().rstrip(".")
    if statement and len(statement) <= LONGEST:
        chosen.append(_pick(data["by_descriptor"]["questions"], turn))
    return [one.format(topic=topic, descriptor=statement) for one in chosen]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "reword.toml").read_text(encoding="utf-8"))


def _area(name: str) -> dict[str, Any]:
    """The first area one of whose words is in the name; the last one fits every name."""
    plain = name.lower().replace("-", " ")
    areas: list[dict[str, Any]] = _data()["area"]
    return next(one for one in areas if any(word.replace("-", " ") in plain for word in one["known_by"]))


def _topic(text: str) -> str:
    """The subject that a text names, by the first of its words that names one."""
    topics: dict[str, str] = _data()["topics"]
    for word in re.findall(r"[a-z]+", text.lower()):
        found = topics.get(word) or topics.get(word.removesuffix("s"))
        if found:
            return found
    return ""


def _pick(questions: list[str], turn: int) -> str:
    return questions[turn % len(questions)]
