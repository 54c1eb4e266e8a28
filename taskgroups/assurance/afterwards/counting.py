"""Counts of what hosts answered, by sixes: nobody's own answer can be told from them. No Django."""

from collections.abc import Sequence
from dataclasses import dataclass

SIX = 6
QUESTIONS = (
    ("tested", "Did the questions test what we said about ourselves?"),
    ("own", "Did we find our own answers, and set our own actions?"),
    ("supported", "Were we supported as well as challenged?"),
)


@dataclass(frozen=True)
class Counted:
    """How many hosts of those counted gave each answer, by question, in the order of the answers."""

    hosts: int
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def counted(given: Sequence[Sequence[int]], answers: Sequence[int]) -> Counted | None:
    """Return the counts of whole sixes in the order in which hosts answered; None under six.

    `given` is each host's answers, in the order of QUESTIONS. Counting by sixes, whoever looks before and after one
    more answer sees no difference; and no count is ever about fewer than six.
    """
    whole = given[: len(given) // SIX * SIX]
    if not whole:
        return None
    rows = [
        (question, tuple(sum(one[place] == answer for one in whole) for answer in answers))
        for place, (_, question) in enumerate(QUESTIONS)
    ]
    return Counted(len(whole), tuple(rows))
