"""The parts of a school's pages that a person may open, and what the school was called before."""

from collections.abc import Collection
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse

from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.policy import is_head, visible_things
from taskgroups.schools.queries.lineage import then

PARTS = (
    ("Self-evaluation", "school-evaluation", Thing.EVALUATION),
    ("Evidence", "school-evidence", Thing.EVIDENCE),
    ("Improvement", "school-improvement", Thing.IMPROVEMENT),
    ("Task Groups", "school-task-groups", Thing.RECORD),
)


def school_parts(
    person: Person, school: School, here: str, visible: Collection[str] | None = None
) -> list[tuple[str, str, bool]]:
    """Return (text, address, is this page) for each part this person may open; `here` is the text of this page's.

    `visible` is what of the school they may see, where the page knows it already.
    """
    seen = visible_things(person, school) if visible is None else visible
    wanted = [("On a page", "school"), *[(text, name) for text, name, thing in PARTS if thing in seen]]
    if is_head(person, school):
        wanted.append(("Sharing", "school-sharing"))
    return [(text, address, text == here) for text, name in wanted if (address := _address(name, school.urn))]


def named_then(school: School, at: date | datetime) -> str:
    """Return what to say of something of an earlier day: 'at Alder Primary School, URN 990001'; '' for today's URN."""
    was = then(school, at)
    return f"at {was.name}, URN {was.urn}" if was else ""


def _address(name: str, urn: int) -> str:
    try:
        return reverse(name, args=[urn])
    except NoReverseMatch:
        return ""
