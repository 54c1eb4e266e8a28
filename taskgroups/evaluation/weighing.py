"""Reads a school's evidence for the rule of strength: now or as it read at a moment, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.evaluation.picture import AreaState, DescriptorState, Picture, Shown
from taskgroups.evaluation.queries import Key, evidence_at
from taskgroups.evaluation.strength import Item, Level, Strength, Weighed, strength, weigh
from taskgroups.frameworks.pack import Pack
from taskgroups.schools.models import School

COLUMNS = ("pk", "title", "kind", "dated", "confirmed_by", "covers", "direct", "where", "file")
Places = Mapping[Key, Sequence[Weighed]]


def weighed(item: Evidence, today: date | None = None) -> Weighed:
    """Return what one item is worth, today if not said."""
    plain = Item(
        item.pk, item.title, item.kind, item.dated, item.confirmed_by, item.covers, item.direct, kept=item.kept
    )
    return weigh(plain, today or timezone.localdate())


def weighed_now(school: School, pack: Pack) -> dict[Key, list[Weighed]]:
    """Return what each item is worth today, by area and descriptor ('' for an area as a whole); two queries."""
    items = {one.item.key: one for one in weighed_items(Evidence.objects.kept().filter(school=school))}
    uses = EvidenceUse.objects.current().filter(evidence__school=school, pack=pack.slug).order_by()
    found: dict[Key, list[Weighed]] = {}
    for area, descriptor, pk in uses.values_list("area", "descriptor", "evidence_id"):
        found.setdefault((area, descriptor), []).append(items[pk])
    return found


def weighed_items(found: QuerySet[Evidence]) -> list[Weighed]:
    """Return what each of some items is worth today, in no order; one query, which reads no long words."""
    today = timezone.localdate()
    rows = found.order_by().annotate(words=Substr("note", 1, 1)).values_list(*COLUMNS, "words")
    return [_weigh(row, today) for row in rows]


def _weigh(row: Sequence[Any], today: date) -> Weighed:
    pk, title, kind, dated, confirmed_by, covers, direct, *to_look_at = row
    return weigh(Item(pk, title, kind, dated, confirmed_by, covers, direct, kept=any(to_look_at)), today)


def weighed_at(school: School, pack: Pack, moment: datetime) -> dict[Key, list[Weighed]]:
    """Return the same as it stood at a moment, each item as it read then and weighed on that day; two queries."""
    day, places = timezone.localdate(moment), evidence_at(school, pack, moment)
    worth = {item.pk: item for there in places.values() for item in there}
    known = {pk: weighed(item, day) for pk, item in worth.items()}
    return {key: [known[one.pk] for one in there] for key, there in places.items()}


def counted(places: Places) -> dict[Key, Shown]:
    """Return how many items there are in each place, and the date of the newest."""
    return {key: Shown(len(there), max(one.item.dated for one in there)) for key, there in places.items()}


@dataclass(frozen=True)
class AreaShown:
    """One area with how strong the evidence for each of its descriptors is."""

    state: AreaState
    rows: tuple[tuple[DescriptorState, Strength], ...]

    def count(self, level: Level) -> int:
        """How many descriptors have evidence of this strength."""
        return sum(1 for _, one in self.rows if one.level == level)


def coverage(picture: Picture, places: Places) -> list[AreaShown]:
    """Return every area that has descriptors, with the strength of each; no query."""
    return [
        AreaShown(
            state,
            tuple(
                (one, strength(one.descriptor.text, places.get((state.area.slug, one.descriptor.slug), ())))
                for one in state.descriptors
            ),
        )
        for state in picture.areas
        if state.descriptors
    ]
