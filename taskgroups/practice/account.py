"""A chair's account of one Task Group: each clause of theirs, what it counts as, and what that adds up to. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache

from taskgroups.kit import talk
from taskgroups.meetings.projections.balance import Balance
from taskgroups.meetings.projections.lines import Line

QUESTION, ADVICE, OTHER = talk.ACTS
CODED = (QUESTION, ADVICE)
BANK = "It is a question of the bank."
TAPPED = "You counted it with a tap."


@dataclass(frozen=True)
class Code:
    """An act and a kind: the machine's or the chair's. A chair need not say a kind."""

    act: str
    kind: str = ""


@dataclass(frozen=True)
class Heard:
    """One clause of the chair's. `own` is what the chair says it is, where that differs from the machine."""

    mark: str  # names it for recoding: 'log-12-0', 'said-7', 'tap-3'
    text: str
    machine: Code
    reason: str
    source: str  # bank, own, tap or transcript
    item: int | None = None
    at: datetime | None = None
    starts: float | None = None  # seconds into a recording
    own: Code | None = None
    key: str = ""  # of a tap: names the press that counted it

    @property
    def code(self) -> Code:
        """What it counts as."""
        return self.own or self.machine

    @property
    def act(self) -> str:
        return self.code.act

    @property
    def kind(self) -> str:
        return self.code.kind


Recoded = Mapping[tuple[int, int], tuple[str, Code]]


@dataclass(frozen=True)
class Account:
    """Everything heard of one chair in one Task Group."""

    heard: tuple[Heard, ...] = ()

    @cached_property
    def whole(self) -> Balance:
        """Questions and advice over all items."""
        return _balance(self.heard)

    @cached_property
    def others(self) -> int:
        """Clauses that are neither."""
        return sum(one.act == OTHER for one in self.heard)

    @cached_property
    def by_item(self) -> dict[int | None, Balance]:
        """The balance of each item that has something coded, in the order it was heard."""
        items = dict.fromkeys(one.item for one in self.heard if one.act in CODED)
        return {item: _balance(one for one in self.heard if one.item == item) for item in items}

    @cached_property
    def kinds(self) -> list[tuple[str, int]]:
        """How many questions of each kind, in the order of `kit.talk`; '' last, where no kind is known."""
        found = Counter(one.kind for one in self.heard if one.act == QUESTION)
        named = [(kind, found[kind]) for kind in talk.KINDS if found[kind]]
        return named + ([("", found[""])] if found[""] else [])

    @property
    def advice(self) -> list[Heard]:
        """The advice that has words, in its order."""
        return [one for one in self.heard if one.act == ADVICE and one.text]

    @property
    def worded(self) -> list[Heard]:
        """Everything that has words, in its order."""
        return [one for one in self.heard if one.text]


def heard_in(line: Line, recoded: Recoded) -> list[Heard]:
    """Return the clauses of one question or advice of the log, the chair's own codes applied.

    A question of the bank has the kind it has there. Of one's own words the machine says what each clause is. What
    the chair said by the button counts where the machine hears none of it: 'This was advice', and 'Asked' where the
    words are neither question nor advice.
    """
    entry, slug = line.entry, line.entry.payload.get("slug")
    if slug and line.text == entry.text:
        machine = Code(QUESTION, str(entry.payload.get("kind", "")))
        found = [Heard(f"log-{line.number}-0", line.text, machine, BANK, "bank", entry.item, entry.at)]
    else:
        found = [
            Heard(
                f"log-{line.number}-{place}", one.text, Code(one.act, one.kind), one.reason, "own", entry.item, entry.at
            )
            for place, one in enumerate(clauses(line.text))
        ]
    return [_own(one, line.number, place, recoded) for place, one in enumerate(_as_pressed(found, line))]


def _as_pressed(found: list[Heard], line: Line) -> list[Heard]:
    acts = {one.act for one in found}
    told = line.kind == ADVICE or line.kind != line.entry.kind  # 'Asked' alone is how anything is logged
    if not found or line.kind in acts or (not told and acts & set(CODED)):
        return found
    known = known_by(found)
    return [replace(one, own=Code(line.kind)) if one is known else one for one in found]


def known_by(clauses: Sequence[Heard]) -> Heard:
    """The clause that words are known by: the last question or advice among them, else the last."""
    return next((one for one in reversed(clauses) if one.act in CODED), clauses[-1])


def _own(one: Heard, number: int, place: int, recoded: Recoded) -> Heard:
    words, code = recoded.get((number, place), ("", None))
    return replace(one, own=code) if code and words == one.text else one


def _balance(heard: Iterable[Heard]) -> Balance:
    acts = Counter(one.act for one in heard)
    return Balance(acts[QUESTION], acts[ADVICE])


@lru_cache(maxsize=8192)
def clauses(text: str) -> tuple[talk.Clause, ...]:
    """Return the clauses of a text with what each is; the same words are weighed once."""
    return tuple(talk.clauses(text))
