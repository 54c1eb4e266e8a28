"""The states of a chair's accreditation, and what leads from one to the next. The diagram in the docs is drawn here.

No rule of an inspectorate says how a chair is accredited. The way, its order, how long it lasts and how much practice
counts are this project's own defaults, and every page that uses them says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LASTS_YEARS = 3
RENEW_FROM_MONTHS = 6
TRIES = 10  # exchanges of the trainer's set to try before practice counts; most of them to end with a question
DEFAULTS = (
    f"Accreditation lasts {LASTS_YEARS} years and may be renewed in its last {RENEW_FROM_MONTHS} months. "
    "That, and the steps, are our own choice: no inspectorate sets them."
)


class State(StrEnum):
    """Where somebody is on the way."""

    BEGINNING = "beginning"
    TRAINED = "trained"
    PRACTISED = "practised"
    OBSERVED = "observed"
    CHAIRED = "chaired"
    ACCREDITED = "accredited"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state in words."""
        return LABELS[self]


LABELS: dict[State, str] = {
    State.BEGINNING: "Not begun",
    State.TRAINED: "Trained",
    State.PRACTISED: "Practised",
    State.OBSERVED: "Observed one",
    State.CHAIRED: "Chaired under observation",
    State.ACCREDITED: "Accredited",
    State.LAPSED: "Lapsed",
    State.WITHDRAWN: "Withdrawn",
}

TRAINED = "trained"
PRACTISED = "practised"
OBSERVED = "observed"
CHAIRED = "chaired"
LED = "led"
SIGNED = "signed"
BROUGHT = "brought"
WITHDRAWN = "withdrawn"
PASSED = "passed"

ACTS: dict[str, str] = {
    TRAINED: "comes to a training session",
    PRACTISED: "practises on the exchanges",
    OBSERVED: "sits as observer in a Task Group that is held",
    CHAIRED: "chairs a Task Group with their mentor present",
    SIGNED: "the mentor signs",
    BROUGHT: "an officer records an accreditation given elsewhere",
    WITHDRAWN: "the lead or an officer withdraws it, with a reason",
    PASSED: "its last day passes",
}

WAY = (TRAINED, PRACTISED, OBSERVED, CHAIRED)  # what has to be there before a mentor signs

# (where somebody is, what happens) -> where they are then. What is not here leads nowhere.
TRANSITIONS: dict[tuple[State, str], State] = {
    (State.BEGINNING, TRAINED): State.TRAINED,
    (State.TRAINED, PRACTISED): State.PRACTISED,
    (State.PRACTISED, OBSERVED): State.OBSERVED,
    (State.OBSERVED, CHAIRED): State.CHAIRED,
    (State.CHAIRED, SIGNED): State.ACCREDITED,
    (State.ACCREDITED, PASSED): State.LAPSED,
    (State.ACCREDITED, SIGNED): State.ACCREDITED,
    (State.LAPSED, SIGNED): State.ACCREDITED,
    (State.ACCREDITED, WITHDRAWN): State.WITHDRAWN,
    (State.LAPSED, WITHDRAWN): State.WITHDRAWN,
    (State.WITHDRAWN, CHAIRED): State.CHAIRED,
} | {(state, BROUGHT): State.ACCREDITED for state in State if state != State.ACCREDITED}


@dataclass(frozen=True)
class Told:
    """One thing that happened: what, on which day, and of an accreditation its last day and the phases it is for."""

    act: str
    on: date
    until: date | None = None
    phases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where somebody is today. `since` are the acts since the last signature or withdrawal, those ahead of time too."""

    state: State = State.BEGINNING
    until: date | None = None
    phases: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()

    @property
    def accredited(self) -> bool:
        """Whether they may chair by it."""
        return self.state == State.ACCREDITED

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be there yet before a mentor may sign for the first time, or again after a withdrawal."""
        if self.state == State.WITHDRAWN:
            return (CHAIRED,)
        if self.state in (State.CHAIRED, State.ACCREDITED, State.LAPSED):
            return ()
        return tuple(act for act in WAY if act not in self.since)


def standing(told: Iterable[Told], today: date) -> Standing:
    """Where somebody is, from all that happened in the order in which it was written down.

    What comes before its turn is kept and counts as soon as its turn comes: who observes before they practise has
    observed all the same.
    """
    state, until, phases = State.BEGINNING, None, frozenset[str]()
    since: list[str] = []
    for one in told:
        if state == State.ACCREDITED and until and until < one.on:
            state = TRANSITIONS[state, PASSED]
        if one.act in (SIGNED, BROUGHT, WITHDRAWN):
            if (state, one.act) in TRANSITIONS:
                state, since = TRANSITIONS[state, one.act], []
                until, phases = (None, frozenset()) if one.act == WITHDRAWN else (one.until, frozenset(one.phases))
        else:
            since.append(one.act)
            state = _onwards(state, since)
    if state == State.ACCREDITED and until and until < today:
        state = TRANSITIONS[state, PASSED]
    return Standing(state, until, phases, frozenset(since))


def _onwards(state: State, since: list[str]) -> State:
    """As far as what happened leads from here."""
    while following := next((act for act in since if (state, act) in TRANSITIONS), None):
        state = TRANSITIONS[state, following]
    return state


def ends_on(day: date) -> date:
    """The last day of an accreditation signed on this one."""
    last = day.replace(year=day.year + LASTS_YEARS, day=min(day.day, 28) if day.month == 2 else day.day)
    return date.fromordinal(last.toordinal() - 1)


def renews_from(until: date) -> date:
    """The first day on which an accreditation with this last day may be renewed."""
    month = until.month - RENEW_FROM_MONTHS
    year, month = (until.year, month) if month > 0 else (until.year - 1, month + 12)
    return date(year, month, min(until.day, 28))


def why_not_sign(now: Standing, today: date) -> str:
    """What stands in the way of a mentor's signature, in words that say what to do; '' where nothing does."""
    if now.missing:
        wanting = "; ".join(MISSING[act] for act in now.missing)
        return f"Not everything is there yet. Still to come: {wanting}."
    if now.state == State.CHAIRED:
        return ""
    if now.state == State.ACCREDITED and now.until and today < renews_from(now.until):
        return f"It is not time yet: it may be renewed in its last {RENEW_FROM_MONTHS} months."
    if not now.since & {CHAIRED, LED}:
        return "They have chaired no Task Group since the last signature. It is renewed once they have chaired one."
    return ""


MISSING: dict[str, str] = {
    TRAINED: "training",
    PRACTISED: "practice on the exchanges",
    OBSERVED: "a Task Group observed",
    CHAIRED: "a Task Group chaired with the mentor present",
}


def diagram() -> str:
    """Return the states as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.BEGINNING}: somebody wants to chair"]
    lines += [f"    {state}: {state.label}" for state in State]
    lines += [f"    {start} --> {end}: {_said(start, act)}" for (start, act), end in TRANSITIONS.items()]
    return "\n".join(lines)


def _said(start: State, act: str) -> str:
    renews = act == SIGNED and start in (State.ACCREDITED, State.LAPSED)
    return "a mentor signs anew, once they have chaired since" if renews else ACTS[act]
