"""The sentence of a record that says it was entered later: with those who entered it, and without."""

import re
from collections.abc import Sequence

from taskgroups.kit.design.words import day, listed
from taskgroups.meetings.projections.entries import Entry

BEGINS, ENDS = "Entered later", ", from notes made on paper at the meeting."
_BY = re.compile(rf"{BEGINS} by .+?(?P<when> on \d{{1,2}} \w+ \d{{4}})?{re.escape(ENDS)}", re.DOTALL)


def entered_later(entries: Sequence[Entry]) -> str:
    """Return by whom and when entries were made after the meeting; '' where none was."""
    later = [one for one in entries if one.entered_later]
    if not later:
        return ""
    who = listed(list(dict.fromkeys(one.by for one in later)))
    days = [one.written_at for one in later if one.written_at]
    when = f" on {day(max(days))}" if days else ""
    return f"{BEGINS} by {who}{when}{ENDS}"


def nobody_named(sentence: str) -> str:
    """Return the sentence without who entered it; any other as it is."""
    if not sentence.startswith(f"{BEGINS} by "):
        return sentence
    found = _BY.fullmatch(sentence)
    return f"{BEGINS}{(found and found['when']) or ''}{ENDS}"
