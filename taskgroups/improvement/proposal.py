"""What a gap asks for, as an action the school puts into its own words. No Django."""

from dataclasses import dataclass
from datetime import date, timedelta

from taskgroups.improvement.gaps import Gap

LONGEST = 300
USUAL = timedelta(weeks=6)
WHAT = {
    "not_yet": "Put in place what this asks for: {}",
    "partly": "Complete what is partly in place: {}",
    "no_evidence": "Gather evidence that shows this: {}",
    "thin": "Find a second source that shows this: {}",
    "stale": "Look again at what shows this: {}",
    "untested": "Judge the statements of {} that are not judged yet, and say what shows each",
}
PROOF = {
    "not_yet": "What has changed, seen first-hand and dated, and confirmed by somebody else",
    "partly": "What has changed, seen first-hand and dated, and confirmed by somebody else",
    "no_evidence": "One item, first-hand and dated this term, which somebody else confirms",
    "thin": "An item of another kind than ‘{}’, dated this term, which somebody else confirms",
    "stale": "‘{}’, looked at again this term",
    "untested": "Every statement judged, each one called met with something linked to it",
}


@dataclass(frozen=True)
class Proposal:
    """The words an action begins with. The school changes them as it likes, and says who owns it."""

    what: str
    proof: str
    due: date


def proposal(gap: Gap, today: date) -> Proposal:
    """Return what to propose for a gap: who owns it is always the school's to say."""
    weakest = gap.weakest or "what there is"
    return Proposal(
        _short(WHAT[gap.kind].format(gap.about)), _short(PROOF[gap.kind].format(weakest)), _weekday(today + USUAL)
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
