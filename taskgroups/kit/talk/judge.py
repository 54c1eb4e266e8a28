"""What each clause of a turn is: question, advice or other, of which kind, how surely, and because of which words."""

import re
from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from taskgroups.kit.talk import frames, model, weighing
from taskgroups.kit.talk.features import beginning, features, openings, whole
from taskgroups.kit.talk.kinds import ACT_OF, KINDS, WHY
from taskgroups.kit.talk.split import Span, completed, spans
from taskgroups.kit.talk.words import Word, words

LONGEST = 60  # words of a clause that are weighed
MARKS = re.compile(r"[.?!,]")
QUESTIONS, ADVICE = list(ACT_OF.values()).count("question"), list(ACT_OF.values()).count("advice")
PLACES = {  # of the kinds of an act among KINDS, which stand act by act
    "question": slice(0, QUESTIONS), "advice": slice(QUESTIONS, QUESTIONS + ADVICE),
    "other": slice(QUESTIONS + ADVICE, len(KINDS)),
}  # fmt: skip
CLOSING = ".?!…\"')”’"


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


class _Marks(NamedTuple):
    """Which marks a text has: any that ends or parts a sentence, and a question mark."""

    any: bool
    asks: bool


def clauses(text: str) -> list[Clause]:
    """Every clause of a turn in order, each with its act and kind. Text without words gives an empty list."""
    said, marks = words(text), _marks(text)
    found = []
    for span in spans(said):
        shown = _shown(text, said, span)
        found.append(_judged(text, marks, said, span, shown, said[span.first : span.last], [span]))
    return found


def parts(text: str) -> list[str]:
    """The text of every clause of a turn in order, without telling what it is: a tenth of the work."""
    said = words(text)
    return [_shown(text, said, span) for span in spans(said)]


def label(text: str) -> Clause:
    """The clause that labels a whole turn: the last one completed. Text without words is other, information."""
    said = words(text)
    found = spans(said)
    chosen = completed(said, found)
    return (
        _judged(text, _marks(text), said, chosen, text, said, found)
        if chosen
        else Clause(text.strip(), "other", "information", 1.0, "")
    )


class Studied(NamedTuple):
    """What is learned from a text: the features of the clause that labels it, those of the whole, and the frame."""

    clause: list[str]
    around: list[str]
    frame: frames.Frame | None


def studied(text: str) -> Studied | None:
    """A text as the layers see it, or None where it has no words."""
    said = words(text)
    found = spans(said)
    chosen = completed(said, found)
    if chosen is None:
        return None
    seen, frame, _ = _described(text, _marks(text), said, chosen)
    return Studied(seen, [*whole(text, said), *openings(said, found)], frame)


def is_bare(text: str) -> bool:
    """Whether a text has no mark that ends or parts a sentence."""
    return MARKS.search(text) is None


def is_marked(text: str) -> bool:
    """Whether a text ends with a question mark."""
    return text.rstrip("\"'’”) ").endswith("?")


def _marks(text: str) -> _Marks:
    return _Marks(not is_bare(text), "?" in text)


def asked_here(likely: Sequence[float]) -> float:
    """The log odds of a question by the layer of kinds, from the likelihoods of KINDS."""
    question = max(1e-9, sum(likely[PLACES["question"]]))
    return log(question / max(1e-9, 1 - question))


def _judged(
    text: str,
    marks: _Marks,
    said: list[Word],
    span: Span,
    around: str,
    around_said: list[Word],
    heard_with: list[Span],
) -> Clause:
    """A clause told apart. Whether it asks, two layers say together; what it is else, the layer of kinds alone."""
    seen, frame, because = _described(text, marks, said, span)
    likely, anywhere, subject = model.sums([*seen, *whole(around, around_said), *openings(said, heard_with)])
    school = weighing.school(subject)
    odds = weighing.odds(frame, is_bare(around), is_marked(around), asked_here(likely), anywhere, school)
    asked = 1 / (1 + exp(-odds))
    advice, other = max(1e-9, sum(likely[PLACES["advice"]])), max(1e-9, sum(likely[PLACES["other"]]))
    advises = advice / (advice + other) * (1 - asked)
    act = "question" if asked > 0.5 else "advice" if advice >= other else "other"
    score = asked if act == "question" else advises if act == "advice" else 1 - asked - advises
    of_act = likely[PLACES[act]]
    kind = KINDS[PLACES[act].start + of_act.index(max(of_act))]
    if frame is None or ACT_OF[frame.kind] != act:
        because = model.strongest(seen, kind)
    return Clause(_shown(text, said, span), act, kind, round(score, 3), because)


def _described(text: str, marks: _Marks, said: list[Word], span: Span) -> tuple[list[str], frames.Frame | None, str]:
    """The features of a clause, its frame, and the words the frame rests on."""
    first = beginning(said, span)
    plain = " ".join([word.plain for word in said[first : min(span.last, first + LONGEST)]])
    frame, because = frames.first_that_fits(plain) or (None, "")
    end = text[said[span.last - 1].end : _end(text, said, span)].strip("\"')”’")[:1]
    if not end and marks.asks:
        end = "…?"
    return features(said, span, end, marks.any, frame), frame, because


def _shown(text: str, said: list[Word], span: Span) -> str:
    return text[said[span.first].start : _end(text, said, span)]


def _end(text: str, said: list[Word], span: Span) -> int:
    """Where a clause ends in the text, its closing mark included."""
    end = said[span.last - 1].end
    while end < len(text) and text[end] in CLOSING:
        end += 1
    return end
