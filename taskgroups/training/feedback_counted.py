"""What was said of a session, counted by sixes: nobody's own answer can be told from it. No Django."""

from collections.abc import Sequence
from dataclasses import dataclass

SIX = 6
QUESTIONS = (
    ("clear", "Was it clear what the session was for?"),
    ("asked", "Could you ask what you needed to ask?"),
    ("ready", "Are you readier to chair a Task Group, or to take part in one?"),
)
ANSWERS = ((4, "Yes, fully"), (3, "For the most part"), (2, "A little"), (1, "No"))
WIDE, NUMBER, HIGH = 600, 60, 60  # of the plot: the whole, the figure after a bar, a row of words and bar


@dataclass(frozen=True)
class Bar:
    """One answer of a plot: its words, how many gave it, and where its bar is drawn."""

    words: str
    number: int
    y: int
    width: int


@dataclass(frozen=True)
class Counted:
    """One question: its words, and a bar for each answer."""

    question: str
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        return HIGH * len(self.bars)

    @property
    def in_words(self) -> str:
        """What the plot shows, for who cannot see it."""
        return f"{self.question} " + ", ".join(f"{one.words}: {one.number}" for one in self.bars)


def counted(given: Sequence[Sequence[int]]) -> list[Counted]:
    """Return each question with its counts; `given` is each answer in the order of QUESTIONS.

    Refuses anything but whole sixes: they are made where nobody looks (`domain/hear.py`), so that no two looks differ
    by fewer than six.
    """
    if len(given) % SIX:
        raise ValueError("Answers are counted by sixes alone.")
    return (
        [_question(words, [one[place] for one in given]) for place, (_, words) in enumerate(QUESTIONS)] if given else []
    )


def _question(words: str, given: Sequence[int]) -> Counted:
    room = WIDE - NUMBER
    numbers = [(said, sum(one == value for one in given)) for value, said in ANSWERS]
    bars = [
        Bar(said, number, place * HIGH, round(room * number / len(given)))
        for place, (said, number) in enumerate(numbers)
    ]
    return Counted(words, tuple(bars))
