"""The days from which a school counts its progress. Meetings, a floor above, say here when its Task Groups were."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from taskgroups.schools.models import School

Rule = Callable[[School], list["Milestone"]]
_rules: list[Rule] = []


@dataclass(frozen=True)
class Milestone:
    """A Task Group that was held: the day, what a page calls it, and where it is."""

    on: date
    text: str
    link: str = ""


def tell_milestones(rule: Rule) -> None:
    """Register what knows a school's Task Groups; asked once per page."""
    if rule not in _rules:
        _rules.append(rule)


def milestones(school: School) -> list[Milestone]:
    """Return the days on which the school's Task Groups were held, the first first."""
    return sorted((one for rule in _rules for one in rule(school)), key=lambda one: one.on)
