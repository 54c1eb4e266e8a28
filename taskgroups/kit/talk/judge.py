"""What each clause of a turn is: question, advice or other, of which kind, how surely, and because of which words."""

from math import exp, log
from typing import NamedTuple

from taskgroups.kit.talk import frames, model
from taskgroups.kit.talk.features import beginning, features, openings, whole
from taskgroups.kit.talk.kinds import ACT_OF, ACTS, KINDS, WHY
from taskgroups.kit.talk.split import Span, completed, spans
from taskgroups.kit.talk.words import Word, words

LONGEST = 60  # words of a clause that are weighed
# How the two layers are weighed: HERE is the part of the layer of school lines. Chosen on AMI's left-out train chairs;
# the last two on the bank's questions too, as 'which' and 'at what point' without marks sound like no question to AMI.
HERE, LEAN, MARKED, HERE_FIRM = 0.25, 0.2, 1.5, 0.55
HERE_BARE, LEAN_BARE = 0.4, 0.4  # of a question's turn of phrase without marks
KINDS_OF = {act: [kind for kind in KINDS if ACT_OF[kind] == act] for act in ACTS}
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


def clauses(text: str) -> list[Clause]:
    """Every clause of a turn in order, each with its act and kind. Text without words gives an empty list."""
    said = words(text)
    return [
        _judged(text, said, span, _shown(text, said, span), said[span.first : span.last], [span])
        for span in spans(said)
    ]


def label(text: str) -> Clause:
    """The clause that labels a whole turn: the last one completed. Text without words is other, information."""
    said = words(text)
    found = spans(said)
    chosen = completed(said, found)
    return (
        _judged(text, said, chosen, text, said, found)
        if chosen
        else Clause(text.strip(), "other", "information", 1.0, "")
    )


def described(text: str) -> list[str]:
    """The features of the clause that labels a text: what the kinds are learned from."""
    said = words(text)
    chosen = completed(said, spans(said))
    return _described(text, said, chosen)[0] if chosen else []


def heard(text: str) -> list[str]:
    """The features of that clause and of the whole text: what learns from talk of any subject whether it asks."""
    said = words(text)
    return [*described(text), *whole(text, said), *openings(said, spans(said))] if said else []


def _judged(
    text: str, said: list[Word], span: Span, around: str, around_said: list[Word], heard_with: list[Span]
) -> Clause:
    """A clause told apart. Whether it asks, two layers say together; what it is else, the layer of kinds alone."""
    seen, frame, because = _described(text, said, span)
    likely = dict(zip(KINDS, model.likelihoods(seen), strict=True))
    by_act = {act: max(1e-9, sum(map(likely.__getitem__, KINDS_OF[act]))) for act in ACTS}
    here = log(by_act["question"] / max(1e-9, 1 - by_act["question"]))
    anywhere = model.asks([*seen, *whole(around, around_said), *openings(said, heard_with)])
    asked = 1 / (1 + exp(-_odds(here, anywhere, frame, around)))
    rest = by_act["advice"] / (by_act["advice"] + by_act["other"]) * (1 - asked)
    scores = {"question": asked, "advice": rest, "other": 1 - asked - rest}
    act = "question" if asked > 0.5 else max(("advice", "other"), key=scores.__getitem__)
    kind = max(KINDS_OF[act], key=likely.__getitem__)
    if frame is None or ACT_OF[frame.kind] != act:
        because = model.strongest(seen, kind)
    return Clause(_shown(text, said, span), act, kind, round(scores[act], 3), because)


def _odds(here: float, anywhere: float, frame: frames.Frame | None, around: str) -> float:
    """The log odds of a question. AMI counts some turns of phrase as questions that are none in our table."""
    asked = frame is not None and ACT_OF[frame.kind] == "question"
    if frame and frame.firm and not asked:
        odds = HERE_FIRM * here + (1 - HERE_FIRM) * anywhere
    elif asked and not any(mark in around for mark in ".?!,"):
        odds = HERE_BARE * here + (1 - HERE_BARE) * anywhere + LEAN_BARE
    else:
        odds = HERE * here + (1 - HERE) * anywhere + LEAN + MARKED * around.rstrip("\"'’”) ").endswith("?")
    return max(-30.0, min(30.0, odds))


def _described(text: str, said: list[Word], span: Span) -> tuple[list[str], frames.Frame | None, str]:
    """The features of a clause, its frame, and the words the frame rests on."""
    first = beginning(said, span)
    plain = " ".join(word.plain for word in said[first : min(span.last, first + LONGEST)])
    frame, because = frames.first_that_fits(plain) or (None, "")
    end = text[said[span.last - 1].end : _end(text, said, span)].strip("\"')”’")[:1]
    punctuated = any(mark in text for mark in ".?!,")
    if not end and punctuated and "?" in text:
        end = "…?"
    return features(said, span, end, punctuated, frame), frame, because


def _shown(text: str, said: list[Word], span: Span) -> str:
    return text[said[span.first].start : _end(text, said, span)]


def _end(text: str, said: list[Word], span: Span) -> int:
    """Where a clause ends in the text, its closing mark included."""
    end = said[span.last - 1].end
    while end < len(text) and text[end] in CLOSING:
        end += 1
    return end
