"""Practice: exchanges from schools, and what a trainee's answer to one of them is, with the reason in plain words."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from taskgroups.kit.talk.judge import Clause, clauses, label


class Exchange(NamedTuple):
    """What a school leader says, and two good questions."""

    slug: str
    theme: str
    says: str
    good: tuple[str, str]


class Verdict(NamedTuple):
    """What a trainee's answer is: the clause that labels it, the reason, what to watch, and every clause of it."""

    clause: Clause
    reason: str
    watch: str
    every: list[Clause]

    @property
    def asks(self) -> bool:
        """Whether it keeps the school thinking: a question that does not lead."""
        return self.clause.act == "question" and self.clause.kind != "leading"


@cache
def exchanges() -> tuple[Exchange, ...]:
    """Every exchange in the order of the file."""
    data = tomllib.loads((resources.files(__package__) / "practice.toml").read_text(encoding="utf-8"))
    return tuple(
        Exchange(one["slug"], one["theme"], one["says"], (one["good"][0], one["good"][1])) for one in data["exchange"]
    )


def verdict(answer: str) -> Verdict:
    """Judge what a trainee would say. An empty answer is other."""
    found, every = label(answer), clauses(answer)
    return Verdict(found, found.reason, _watch(every), every)


def _watch(every: list[Clause]) -> str:
    """What else to watch in an answer of several parts: one thing at a time, and no advice beside the question."""
    asked = [clause for clause in every if clause.act == "question"]
    advised = [clause for clause in every if clause.act == "advice"]
    if asked and advised:
        return f"There is advice beside the question: ‘{advised[0].text}’. Ask the question alone."
    if len(asked) > 1:
        return f"There are {len(asked)} questions in one breath. Ask the first and wait for the answer."
    return ""
