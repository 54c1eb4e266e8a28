"""What acts and kinds are called on the page, and a balance in a sentence."""

from taskgroups.kit.design.words import plural
from taskgroups.meetings.projections.balance import Balance

ACTS = {"question": "Question", "advice": "Advice", "other": "Neither"}
KINDS = {
    "open": "Open",
    "probing": "Probing",
    "clarifying": "Clarifying",
    "evidence": "Evidence",
    "closed": "Closed",
    "leading": "Leading",
    "disguised": "Inside a question",
    "suggestion": "A suggestion",
    "recommendation": "A recommendation",
    "telling": "Telling",
    "solving": "Solving",
    "procedure": "Running the meeting",
    "summary": "Playing back",
    "thanks": "Thanks",
    "information": "Information",
    "": "Kind not known",
}
TONES = {"question": "good", "advice": "part", "other": "quiet"}


def called(act: str, kind: str = "") -> str:
    """Return 'Question, open', 'Advice, a suggestion' or 'Neither, thanks'."""
    return f"{ACTS[act]}, {KINDS[kind][0].lower()}{KINDS[kind][1:]}" if kind else ACTS[act]


def counted(balance: Balance) -> str:
    """Return '6 questions and 1 piece of advice': counts alone."""
    advice = plural(balance.advice, "piece of advice", "pieces of advice")
    return f"{plural(balance.questions, 'question')} and {advice}"


def in_words(balance: Balance) -> str:
    """Return the counts, and the share where there are ten or more: never a share of fewer."""
    said = counted(balance)
    return said if balance.share is None else f"{said}: {balance.share} in 100 were questions"


def lasting(seconds: float) -> str:
    """Return '2 minutes 10 seconds', or '45 seconds' under a minute."""
    minutes, rest = divmod(round(seconds), 60)
    said = plural(minutes, "minute") if minutes else ""
    return f"{said} {plural(rest, 'second')}".strip() if rest or not minutes else said


def moment(seconds: float) -> str:
    """Return a place in a recording: '12:05', '1:02:05'."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
