"""Gentle words about how an action is put. Nothing here refuses anything."""

import re
from datetime import date

from taskgroups.kit.design.words import plural

NOT_VERBS = """
a an the this that these those all any each every more less better best good high higher greater improved increased
reduced effective clear consistent strong robust regular further new our we i you they he she it staff teachers teacher
leaders leader governors pupils pupil children parents head headteacher senior middle subject phonics reading writing
maths mathematics attendance behaviour safeguarding curriculum assessment for in on at by with from of about there and
"""
VERBS_LIKE_NOUNS = """
implement document complement mention position experience reference enhance balance finance advance influence sequence
evidence bring
"""
NOUN_ENDINGS = ("tion", "ment", "ance", "ence", "ness", "ity", "ing")


def about_the_verb(what: str) -> str:
    """Return a gentle hint where an action seems not to begin with a verb, else ''. People know better."""
    word = re.split(r"[^a-z'’-]+", what.strip().lower(), maxsplit=1)[0]
    noun = word.endswith(NOUN_ENDINGS) and word not in VERBS_LIKE_NOUNS.split()
    if not word or not (word in NOT_VERBS.split() or noun):
        return ""
    return "An action is easier to close when it begins with a verb, such as 'Check', 'Teach' or 'Agree'."


def when_due(due: date, today: date) -> str:
    """Return how a date stands to today: 'due today', 'due in 3 days', '5 days late'."""
    days = (due - today).days
    if days < 0:
        return f"{plural(-days, 'day')} late"
    return "due today" if days == 0 else "due tomorrow" if days == 1 else f"due in {plural(days, 'day')}"
