"""The letters a Task Group sends: plain text, and never a judgement or a word of the school's view of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

PURPOSE = (
    "A Task Group is a chaired meeting about one school. It asks where the school stands, what shows it, and what the "
    "school will do next."
)
ALL_ITEMS = "You are asked to come for the whole meeting."
ADDED = "an item that was added for this meeting"


@dataclass(frozen=True)
class Facts:
    """What every letter about a Task Group may say."""

    name: str
    school: str
    day: str
    times: str
    where: str
    part: str
    reason: str
    items: Sequence[str]
    plan: str
    reply: str
    protocols: str

    @property
    def subject(self) -> str:
        return f"Task Group at {self.school}, {self.day}"

    @property
    def coming(self) -> str:
        if not self.items:
            return ALL_ITEMS
        return "You are asked to come for:\n" + "\n".join(f"- {item}" for item in self.items)


def _end(facts: Facts) -> str:
    return f"The plan and everything else about it, after signing in:\n{facts.plan}\n"


def _when(facts: Facts) -> str:
    return f"When: {facts.day}, {facts.times}\nWhere: {facts.where}"


def _answers(facts: Facts) -> str:
    return (
        "Will you come? Follow one link and press the button. You need no account, and may change your answer until "
        f"the day.\nYes: {facts.reply}yes/\nPerhaps: {facts.reply}maybe/\nNo: {facts.reply}no/"
    )


def invitation(facts: Facts) -> tuple[str, str]:
    """Return subject and text of the first letter."""
    parts = [
        f"Dear {facts.name},",
        f"You are invited to a Task Group at {facts.school}.",
        PURPOSE,
        _when(facts),
        f"Your part: {facts.part}. {facts.reason}".rstrip(),
        facts.coming,
        _answers(facts),
        f"How we work together; please read and accept it before the day. You need no account:\n{facts.protocols}",
        _end(facts),
    ]
    return facts.subject, "\n\n".join(parts)


def changed(facts: Facts, ask_again: bool) -> tuple[str, str]:
    """Return subject and text of the letter about a new date, time or place."""
    parts = [
        f"Dear {facts.name},",
        f"The Task Group at {facts.school} has changed. It is now:",
        _when(facts),
        "The calendar entry with this letter replaces the one you had.",
    ]
    parts.append(_answers(facts) if ask_again else f"Your reply stands. To change it: {facts.reply}")
    return f"Changed: {facts.subject}", "\n\n".join([*parts, _end(facts)])


def called_off(facts: Facts, what: str) -> tuple[str, str]:
    """Return subject and text where it is 'postponed', 'cancelled', or the person is 'no longer needed'."""
    says = {
        "postponed": "has been postponed. You will be told the new date.",
        "cancelled": "has been cancelled.",
        "no longer needed": "no longer needs you to come. Thank you for having kept the time free.",
    }[what]
    title = "You need not come" if what == "no longer needed" else what.capitalize()
    parts = [
        f"Dear {facts.name},",
        f"The Task Group at {facts.school} on {facts.day} {says}",
        "The calendar entry with this letter takes it out of your calendar.",
    ]
    if what != "no longer needed":
        parts.append(_end(facts))
    return f"{title}: {facts.subject}", "\n\n".join(parts)


def prepared(facts: Facts, papers: str, again: bool) -> tuple[str, str]:
    """Return subject and text of the letter that says the school has sent its preparation."""
    said = "has sent its preparation again; it replaces the one before." if again else "has sent its preparation."
    parts = [
        f"Dear {facts.name},",
        f"{facts.school} {said} Please read it before {facts.day}, after signing in:\n{papers}",
        "It is for this Task Group alone: please do not pass it on.",
    ]
    return f"Papers: {facts.subject}", "\n\n".join(parts) + "\n"
