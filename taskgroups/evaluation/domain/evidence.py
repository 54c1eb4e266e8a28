"""Keeping the evidence base: adding, changing, withdrawing and taking that back, and what each item shows."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.evaluation.files import Checked
from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import ChangedMeanwhile
from taskgroups.people.models import Person
from taskgroups.schools.models import School


class Place(NamedTuple):
    """One descriptor of a framework version, or a whole area (descriptor '')."""

    pack: str
    area: str
    descriptor: str = ""


@dataclass(frozen=True)
class Facts:
    """What is said of an item: what it is, its kind and date, where it is kept, and who else confirms it."""

    title: str
    kind: str
    dated: date
    note: str = ""
    where: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True)
class Upload:
    """A file that was checked, and its content."""

    checked: Checked
    content: File  # type: ignore[type-arg]


@transaction.atomic
def add_evidence(
    *, school: School, facts: Facts, by: Person, places: Collection[Place] = (), upload: Upload | None = None
) -> Evidence:
    """Add an item to the school's evidence base, under the descriptors it shows, and return it."""
    item = Evidence(school=school, added_by=by, added_at=timezone.now(), **asdict(facts))
    _take(item, upload)
    item.save()
    _link(item, places, item.added_at)
    _note(item, by, "added evidence", places=[list(place) for place in places])
    return item


@transaction.atomic
def change_evidence(
    *,
    evidence: Evidence,
    facts: Facts,
    by: Person,
    base: datetime | None,
    places: Collection[Place] | None = None,
    within: Collection[Place] = (),
    upload: Upload | None = None,
) -> Evidence:
    """Change what is said of an item and return it; `base` is its `changed_at` when the form was opened.

    Of the places the form offered (`within`), the item stays under those in `places`; links elsewhere are left alone.
    Raises ChangedMeanwhile where somebody else changed it first.
    """
    item = Evidence.objects.select_for_update(of=["self"]).select_related("school").get(pk=evidence.pk)
    if item.changed_at != base:
        raise ChangedMeanwhile(item)
    before = {name: getattr(item, name) for name in asdict(facts)}
    for name, value in asdict(facts).items():
        setattr(item, name, value)
    old_file = item.file.name if upload else ""
    _take(item, upload)
    item.changed_at = timezone.now()
    item.save()
    if places is not None:
        _set_links(item, places, within, item.changed_at)
    changed = [name for name, value in asdict(facts).items() if before[name] != value] + ["file"] * bool(upload)
    _note(item, by, "changed evidence", changed=changed)
    if old_file:
        storage = item.file.storage
        transaction.on_commit(lambda: storage.delete(old_file))
    return item


@transaction.atomic
def withdraw(*, evidence: Evidence, by: Person) -> Evidence:
    """Take an item out of the evidence base, and return it. It is kept, and can be put back."""
    if evidence.withdrawn_at is None:
        evidence.withdrawn_at = timezone.now()
        evidence.save(update_fields=["withdrawn_at"])
        _note(evidence, by, "withdrew evidence")
    return evidence


@transaction.atomic
def restore(*, evidence: Evidence, by: Person) -> Evidence:
    """Put a withdrawn item back where it was, and return it."""
    if evidence.withdrawn_at is not None:
        evidence.withdrawn_at = None
        evidence.save(update_fields=["withdrawn_at"])
        _note(evidence, by, "put evidence back")
    return evidence


@transaction.atomic
def link(
    *, school: School, place: Place, chosen: Collection[Evidence], offered: Collection[Evidence], by: Person
) -> int:
    """Of the items offered, put those chosen under a descriptor and take the others away; return how many moved."""
    now = timezone.now()
    there = set(_at(place).filter(evidence__in=offered, unlinked_at=None).values_list("evidence_id", flat=True))
    wanted = {item.pk for item in chosen}
    if wanted == there:
        return 0
    _at(place).filter(evidence_id__in=there - wanted, unlinked_at=None).update(unlinked_at=now)
    EvidenceUse.objects.bulk_create(
        [EvidenceUse(evidence_id=pk, linked_at=now, **place._asdict()) for pk in sorted(wanted - there)],
        ignore_conflicts=True,  # linked by somebody else at the same moment
    )
    audit.note(by=by, verb="linked evidence", school_urn=school.urn, about="/".join(place).rstrip("/"),
               added=len(wanted - there), removed=len(there - wanted))  # fmt: skip
    return len(wanted ^ there)


def _at(place: Place) -> QuerySet[EvidenceUse]:
    return EvidenceUse.objects.filter(**place._asdict())


def _link(item: Evidence, places: Collection[Place], now: datetime) -> None:
    EvidenceUse.objects.bulk_create(
        [EvidenceUse(evidence=item, linked_at=now, **place._asdict()) for place in dict.fromkeys(places)],
        ignore_conflicts=True,
    )


def _set_links(item: Evidence, places: Collection[Place], within: Collection[Place], now: datetime) -> None:
    there = {Place(use.pack, use.area, use.descriptor): use.pk for use in item.uses.filter(unlinked_at=None)}
    gone = [pk for place, pk in there.items() if place in within and place not in places]
    EvidenceUse.objects.filter(pk__in=gone).update(unlinked_at=now)
    _link(item, [place for place in places if place not in there], now)


def _take(item: Evidence, upload: Upload | None) -> None:
    if upload is None:
        return
    item.file.save(upload.checked.name, upload.content, save=False)
    item.file_name, item.file_type = upload.checked.name, upload.checked.content_type
    item.file_size = upload.checked.size


def _note(item: Evidence, by: Person, verb: str, **details: object) -> None:
    audit.note(by=by, verb=verb, school_urn=item.school.urn, about=item.public_id, **details)
