"""Questions that could stand in the place of a piece of advice: the chair picks, and none holds a solution."""

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Area
from taskgroups.kit.talk.reword import rewordings
from taskgroups.meetings.models import AgendaItem, TaskGroup
from taskgroups.meetings.plan.areas import area_of_item


def instead_of(text: str, group: TaskGroup, item: AgendaItem | None, descriptor: str = "", kind: str = "") -> list[str]:
    """Return two or three questions to ask instead of `text`, fitted to the item's area and to a descriptor's slug.

    `kind` is what advice it is, where that is known; else the text is told apart first.
    """
    area = _area(group, item)
    statement = area.by_slug.get(descriptor) if area else None
    return rewordings(text, area=area.name if area else "", descriptor=statement.text if statement else "", kind=kind)


def _area(group: TaskGroup, item: AgendaItem | None) -> Area | None:
    pack = shelf.pack(group.pack)
    return pack.area(area_of_item(item)) if pack and item else None
