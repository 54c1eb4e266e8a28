"""How the bulletin's addresses are made: /heads-up/14-june-2017/school-improvement/task-group-model/."""

import re
from collections.abc import Collection
from datetime import date

from django.utils.text import slugify

from taskgroups.kit.design.words import MONTHS

RESERVED = {"print", "have-your-say"}  # what an address of ours ends in, below an issue or a section
LONGEST = 80
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAY = re.compile(r"(\d{1,2})-([a-z]+)-(\d{4})")


class IssueDay:
    """The day of an issue as a part of an address: '14-june-2017'."""

    regex = r"[1-9]\d?-[a-z]+-[12]\d{3}"

    def to_python(self, value: str) -> date:
        """Return the day; ValueError, which Django takes for no match, where there is none."""
        found = _DAY.fullmatch(value)
        months = [one.lower() for one in MONTHS]
        if found is None or found[2] not in months:
            raise ValueError(value)
        return date(int(found[3]), months.index(found[2]) + 1, int(found[1]))

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else slug_of_day(value)


def slug_of_day(day: date) -> str:
    """Return '14-june-2017'."""
    return f"{day.day}-{MONTHS[day.month - 1].lower()}-{day.year}"


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """Return words as a part of an address that nothing else has: 'task-group-model', 'task-group-model-2'."""
    base = slugify(wanted)[: LONGEST - 4].strip("-") or "article"
    found, number = base, 1
    while found in taken or found in RESERVED:
        number += 1
        found = f"{base}-{number}"
    return found


def why_not_slug(slug: str, taken: Collection[str]) -> str:
    """Return what is wrong with a part of an address that somebody typed, and what to do; or ''."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST:
        return f"‘{slug}’ cannot stand in an address. Use small letters, figures and hyphens, as in task-group-model."
    if slug in RESERVED:
        return f"‘{slug}’ is an address of our own. Choose another."
    if slug in taken:
        return f"‘{slug}’ is taken in this place already. Choose another."
    return ""
