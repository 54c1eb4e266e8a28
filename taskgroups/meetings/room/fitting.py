"""Which questions fit this school now: those tied to its gaps first, each with its because. Plain functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taskgroups.evaluation.picture import MET, NOT_JUDGED, NOT_YET, PARTLY, DescriptorState
from taskgroups.frameworks.pack import KINDS, Question

GAPS = ("Not yet met", "Partly met", "Called met, no evidence yet", "Not judged yet")
NO_GAP = len(GAPS)


@dataclass(frozen=True)
class Fitted:
    """A question of the bank for this school. `gap` is what it is tied to, '' for none; `descriptor` says which."""

    question: Question
    gap: str = ""
    descriptor: str = ""

    @property
    def kind(self) -> str:
        return KINDS.get(self.question.kind, self.question.kind)


def fit(questions: Iterable[Question], states: Sequence[DescriptorState], phase: str) -> list[Fitted]:
    """Return the questions that suit the phase, those tied to the widest gaps first, else in the bank's order.

    `states` are the descriptors as the school sent them; none, where it sent nothing: then there are no gaps to fit.
    """
    known = {state.descriptor.slug: state for state in states}
    ranked = []
    for question in questions:
        if question.phases and phase not in question.phases:
            continue
        tied = [(_rank(known[slug]), known[slug].descriptor.text) for slug in question.descriptors if slug in known]
        rank, text = min(tied, default=(NO_GAP, ""))
        ranked.append((rank, Fitted(question, GAPS[rank], text) if rank < NO_GAP else Fitted(question)))
    return [fitted for _, fitted in sorted(ranked, key=lambda pair: pair[0])]


def _rank(state: DescriptorState) -> int:
    by_answer = {NOT_YET: 0, PARTLY: 1, MET: 2 if state.needs_evidence else NO_GAP, NOT_JUDGED: 3}
    return by_answer.get(state.answer, NO_GAP)
