"""Questions that could stand in the place of a piece of advice: the chair picks, and none holds a solution."""

import re
from collections.abc import Iterable

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Question
from taskgroups.meetings.models import AgendaItem, TaskGroup
from taskgroups.meetings.plan.areas import area_of_item

MOST = 3
ASKED_FIRST = ("open", "probing", "evidence")
ANYWHERE = (
    "What have you tried so far, and what did it change?",
    "What do you make of it yourselves?",
    "What would tell you that it is getting better?",
)
SHORT = 4  # letters: a shorter word says nothing about what is meant


def instead_of(text: str, group: TaskGroup, item: AgendaItem | None, most: int = MOST) -> list[str]:
    """Return two or three questions to ask instead of `text`, those of the item's area nearest to it first."""
    wanted = _words(text)
    near = sorted(_bank(group, item), key=lambda one: -len(wanted & _words(one.text)))
    fitting = [one.text for one in near if wanted & _words(one.text)][: most - 1]
    return [*fitting, *ANYWHERE][:most]


def _bank(group: TaskGroup, item: AgendaItem | None) -> Iterable[Question]:
    pack = shelf.pack(group.pack)
    area = pack.area(area_of_item(item)) if pack and item else None
    return [one for one in area.questions if one.kind in ASKED_FIRST] if area else []


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > SHORT}
