"""Counts of what hosts answered, by six schools: nobody's own answer can be told from them. No Django."""

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
    """How many answers were counted, and how many gave each one, by question, in the order of the answers."""

    given: int
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def counted(given: Sequence[tuple[int, Sequence[int]]], answers: Sequence[int]) -> Counted | None:
    """Return the counts of what was answered, in the order of answering; None under six schools.

    `given` is each answer with the key of its school, then in the order of QUESTIONS. It is counted by parts of six
    different schools: whoever looks before and after one more answer sees no difference, no count is ever about
    fewer than six schools, and a school that answers about each of its Task Groups is still one.
    """
    whole = [one for _, one in given[: _end_of_parts(given)]]
    if not whole:
        return None
    rows = [
        (question, tuple(sum(one[place] == answer for one in whole) for answer in answers))
        for place, (_, question) in enumerate(QUESTIONS)
    ]
    return Counted(len(whole), tuple(rows))


def _end_of_parts(given: Sequence[tuple[int, Sequence[int]]]) -> int:
    end, schools = 0, set[int]()
    for number, (school, _) in enumerate(given, start=1):
        schools.add(school)
        if len(schools) == SIX:
            end, schools = number, set()
    return end
