"""What each clause of a turn is: question, advice or other, of which kind, how surely, and because of which words."""

from typing import NamedTuple

from taskgroups.kit.talk import frames
from taskgroups.kit.talk.kinds import ACT_OF, WHY
from taskgroups.kit.talk.split import MARKERS, Span, completed, spans
from taskgroups.kit.talk.words import Word, words

LONGEST = 60  # words of a clause that are weighed


class Clause(NamedTuple):
    """One clause as it was said, its act and kind, a score from 0 to 1, and the words that decided it."""

    text: str
    act: str
    kind: str
    score: float
    because: str

    @property
    def reason(self) -> str:
        """A sentence for the person who said it."""
        return WHY[self.kind] + (f" The words that say so: ‘{self.because}’." if self.because else "")


def clauses(text: str) -> list[Clause]:
    """Every clause of a turn in order, each with its act and kind. Text without words gives an empty list."""
    said = words(text)
    return [_judged(text, said, span) for span in spans(said)]


def label(text: str) -> Clause:
    """The clause that labels a whole turn: the last one completed. Text without words is other, information."""
    said = words(text)
    chosen = completed(said, spans(said))
    return _judged(text, said, chosen) if chosen else Clause(text.strip(), "other", "information", 1.0, "")


def _judged(text: str, said: list[Word], span: Span) -> Clause:
    first = span.core
    while first < span.last - 1 and said[first].plain in MARKERS:
        first += 1
    plain = " ".join(word.plain for word in said[first : min(span.last, first + LONGEST)])
    found = frames.first_that_fits(plain)
    shown = text[said[span.first].start : _end(text, said, span)]
    if found is None:
        return Clause(shown, "other", "information", 0.5, "")
    frame, because = found
    return Clause(shown, ACT_OF[frame.kind], frame.kind, 0.9 if frame.firm else 0.7, because)


def _end(text: str, said: list[Word], span: Span) -> int:
    """Where a clause ends in the text, its closing mark included."""
    end = said[span.last - 1].end
    while end < len(text) and text[end] in ".?!…\"')”’":
        end += 1
    return end
