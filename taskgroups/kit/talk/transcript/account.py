"""Who spoke how much, and what the chair's clauses were: the figures of `taskgroups transcript`."""

from collections import Counter
from typing import Any, NamedTuple

from taskgroups.kit.talk.judge import Clause, clauses
from taskgroups.kit.talk.kinds import ACTS
from taskgroups.kit.talk.transcript.reading import Transcript, Turn
from taskgroups.kit.talk.unreadable import Unreadable

FEWEST = 10  # questions and advice under which a share says nothing


class Account(NamedTuple):
    """A transcript with every clause told apart, and the chair's own figures. `as_json` is the contract's object."""

    transcript: Transcript
    chair: str
    told: list[list[Clause]]

    @property
    def by_act(self) -> dict[str, int]:
        """How many clauses of the chair were question, advice and other."""
        counted = Counter(clause.act for clause in self.of_chair)
        return {act: counted[act] for act in ACTS}

    @property
    def of_chair(self) -> list[Clause]:
        turns = zip(self.transcript.turns, self.told, strict=True)
        return [clause for turn, told in turns if turn.speaker == self.chair for clause in told]

    @property
    def share(self) -> float | None:
        """Questions of questions and advice, from 0 to 1; None under ten."""
        counted = self.by_act
        coded = counted["question"] + counted["advice"]
        return round(counted["question"] / coded, 3) if coded >= FEWEST else None

    def as_json(self) -> dict[str, Any]:
        """The object that `taskgroups transcript --json` prints."""
        counted = self.by_act
        return {
            "format": self.transcript.format,
            "speakers": [speaker._asdict() for speaker in speakers(self.transcript.turns)],
            "chair": {
                "name": self.chair,
                "questions": counted["question"],
                "advice": counted["advice"],
                "other": counted["other"],
                "share": self.share,
                "by_kind": dict(Counter(clause.kind for clause in self.of_chair).most_common()),
            },
            "turns": [_turn(turn, told) for turn, told in zip(self.transcript.turns, self.told, strict=True)],
        }


class Speaker(NamedTuple):
    """One voice: turns, words, and seconds where the file tells (else None)."""

    name: str
    turns: int
    words: int
    seconds: float | None


def account(transcript: Transcript, chair: str) -> Account:
    """Tell every clause apart. Raises Unreadable where nobody of that name spoke."""
    names = {speaker.name for speaker in speakers(transcript.turns)}
    exact = next((name for name in names if name.casefold() == " ".join(chair.split()).casefold()), None)
    if exact is None:
        raise Unreadable(f"Nobody called {chair} speaks here. {possible_chairs(transcript)}")
    return Account(transcript, exact, [clauses(turn.text) for turn in transcript.turns])


def possible_chairs(transcript: Transcript) -> str:
    """A sentence on who could be the chair: those who speak, those who ask most first."""
    asked: Counter[str] = Counter()
    for turn in transcript.turns:
        asked[turn.speaker] += sum(clause.act == "question" for clause in clauses(turn.text))
    names = [name for name, _ in asked.most_common() if name]
    if not names:
        return "The transcript names no speakers. Save it again with the speakers' names."
    return f"It could be: {', '.join(names[:12])}. Say which with --chair NAME."


def speakers(turns: list[Turn]) -> list[Speaker]:
    """Every voice in the order of first speaking."""
    found: dict[str, Speaker] = {}
    for turn in turns:
        now = found.get(turn.speaker, Speaker(turn.speaker, 0, 0, None))
        seconds = None if turn.start is None or turn.end is None else max(0.0, turn.end - turn.start)
        total = now.seconds if seconds is None else round((now.seconds or 0.0) + seconds, 3)
        found[turn.speaker] = Speaker(now.name, now.turns + 1, now.words + len(turn.text.split()), total)
    return list(found.values())


def _turn(turn: Turn, told: list[Clause]) -> dict[str, Any]:
    return {
        "speaker": turn.speaker,
        "start": turn.start,
        "end": turn.end,
        "clauses": [{"text": c.text, "act": c.act, "kind": c.kind, "score": c.score} for c in told],
    }
