"""The states of a record, and what leads from one to the next. The diagram in the docs is drawn from here."""

from taskgroups.meetings.models import Record

State = Record.State

SENT = "the clerk sends it to the head"
ACCURATE = "the head marks it accurate"
NOT_ACCURATE = "the head says what is not accurate"
SENT_AGAIN = "the clerk answers and sends it again"
STILL_DIFFER = "they still differ after a second round, and the clerk or chair locks it"
NO_ANSWER = "the clerk answered, the head is silent for ten working days, and the clerk or chair locks it"

# (where it is, what is done) -> where it goes. What is not here cannot be done.
TRANSITIONS: dict[tuple[str, str], str] = {
    (State.DRAFT, SENT): State.WITH_HEAD,
    (State.WITH_HEAD, ACCURATE): State.AGREED,
    (State.WITH_HEAD, NOT_ACCURATE): State.DISPUTED,
    (State.DISPUTED, SENT_AGAIN): State.WITH_HEAD,
    (State.DISPUTED, STILL_DIFFER): State.DIFFERS,
    (State.WITH_HEAD, NO_ANSWER): State.DIFFERS,
}


def leads_to(state: str, act: str) -> str | None:
    """Return the state an act leads to, or None where it cannot be done from here."""
    return TRANSITIONS.get((state, act))


def diagram() -> str:
    """Return the states as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}: the Task Group is closed"]
    lines += [f"    {state}: {State(state).label}" for state in State.values]
    lines += [f"    {start} --> {end}: {act}" for (start, act), end in TRANSITIONS.items()]
    lines += [f"    {state} --> [*]" for state in Record.LOCKED]
    return "\n".join(lines)
