"""The way as stations: what each asks, whether it is there, and by which evidence. No database."""

from collections.abc import Sequence
from dataclasses import dataclass

from taskgroups.training.accrediting.states import CHAIRED, OBSERVED, PRACTISED, TRAINED, WAY, Standing, State
from taskgroups.training.models import Step

ASKS = {
    TRAINED: ("Trained", "Come to a training session."),
    PRACTISED: ("Practised", "Practise on the exchanges until most answers end with a question."),
    OBSERVED: ("Observed one", "Sit in a Task Group as observer."),
    CHAIRED: ("Chaired under observation", "Chair a Task Group with the mentor there."),
}
SIGNED = ("Accredited", "The mentor signs.")


@dataclass(frozen=True)
class Station:
    """One step of the way, what it asks, and whether it is done."""

    name: str
    asks: str
    done: bool
    step: Step | None = None


def stations(now: Standing, steps: Sequence[Step]) -> list[Station]:
    """The stations in order, each with the first evidence of it that stands; `steps` are the newest first."""
    standing = [one for one in steps if not hasattr(one, "struck_by")]
    first = {one.kind: one for one in standing}
    found = []
    for act in WAY:
        name, asks = ASKS[act]
        done = act not in now.missing if now.state not in PASSED_BY else True
        found.append(Station(name, asks, done, first.get(act)))
    newest = next((one for one in standing if one.kind in (Step.Kind.SIGNED, Step.Kind.BROUGHT)), None)
    return [*found, Station(*SIGNED, now.state == State.ACCREDITED, newest if now.accredited else None)]


PASSED_BY = (State.ACCREDITED, State.LAPSED)
