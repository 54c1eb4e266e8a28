"""Why a comment is probably spam: plain rules, each with its because. No Django, no database, nobody else's service.

No rule throws anything away: what one says stands beside the comment, and a moderator decides.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

SOONEST = 3.0  # seconds; nobody reads a form, fills in three fields and sends it in less
LATEST = timedelta(hours=24).total_seconds()
LINKS = 2  # a reader may point to a page or two
AN_HOUR = 5  # comments from one place; a staff room shares one
SAME_WORDS_FOR = timedelta(days=30)
_LINK = re.compile(r"https?://|\bwww\.|\[url|<a\s", re.IGNORECASE)


@dataclass(frozen=True)
class Arrived:
    """What is known of a comment as it arrives.

    `seconds` passed since its form was opened, None where it came without a form of ours; `used` where another comment
    came in the same form; `trap` is what stood in the box that readers are asked to leave empty; `same_words` and
    `from_there` count other comments, of the last 30 days and of the last hour.
    """

    name: str
    text: str
    seconds: float | None
    used: bool = False
    trap: str = ""
    same_words: int = 0
    from_there: int = 0


@dataclass(frozen=True)
class Rule:
    """When a comment is probably spam, and the sentence that says why."""

    holds: Callable[[Arrived], bool]
    because: str


RULES: tuple[Rule, ...] = (
    Rule(lambda one: one.seconds is None, "It did not come from a form of this site."),
    Rule(lambda one: one.seconds is not None and one.seconds < SOONEST,
         "It was sent within three seconds of opening the form. Nobody writes as fast."),
    Rule(lambda one: one.seconds is not None and one.seconds > LATEST,
         "Its form had been opened more than a day before."),
    Rule(lambda one: one.used, "Another comment was sent in the same form."),
    Rule(lambda one: bool(one.trap.strip()), "A box was filled in that readers do not see, and programs do."),
    Rule(lambda one: links_in(one.text) > LINKS, f"It holds more than {LINKS} links."),
    Rule(lambda one: links_in(one.name) > 0, "The name holds a link."),
    Rule(lambda one: one.same_words > 0, "The same words came before, within 30 days."),
    Rule(lambda one: one.from_there >= AN_HOUR,
         f"It is at least the {AN_HOUR + 1}th from the same place within an hour."),
)  # fmt: skip


def links_in(text: str) -> int:
    """Return how many links a text holds."""
    return len(_LINK.findall(text))


def doubts(arrived: Arrived) -> list[str]:
    """Return every sentence that says why this is probably spam; none where it is not."""
    return [rule.because for rule in RULES if rule.holds(arrived)]
