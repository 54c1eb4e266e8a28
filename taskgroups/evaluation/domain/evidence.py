"""Keeping the evidence base: adding, changing, withdrawing and taking that back, and what each item shows."""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.evaluation.models import Evidence, EvidenceUse, EvidenceVersion
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.files.received import Upload
from taskgroups.people.models import Person
from taskgroups.schools.models import School

log = logging.getLogger(__name__)


class Place(NamedTuple):
    """One descriptor of a framework version, or a whole area (descriptor '')."""

    pack: str
    area: str
    descriptor: str = ""


@dataclass(frozen=True)
class Facts:
    """What is said of an item: what it is, its kind and date, where it is kept, and what its strength follows from."""

    title: str
    kind: str
    dated: date
    note: str = ""
    where: str = ""
    confirmed_by: str = ""
    covers: str = ""
    direct: str = ""


class BothChanged(ChangedMeanwhile):
    """Two people changed the same thing of one item; `merged` is what it would say, the second one's words first."""

    def __init__(self, now: Evidence, merged: Facts) -> None:
        super().__init__(now)
        self.merged = merged


class NotKept(Refused):
    """The store of files does not answer, or has no room; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "The file could not be kept: the place where files are kept does not answer now. Nothing was saved. Choose "
            "the file again and try in a few minutes, or save without it and add it later.",
            "file",
        )


def add_evidence(
    *, school: School, facts: Facts, by: Person, places: Collection[Place] = (), upload: Upload | None = None
) -> Evidence:
    """Add an item to the school's evidence base, under the descriptors it shows, and return it. Raises NotKept."""
    item = Evidence(school=school, added_by=by, added_at=timezone.now(), **asdict(facts))
    with _in_store(school, upload) as name, transaction.atomic():
        _take(item, upload, name)
        item.save()
        _link(item, places, item.added_at)
        _note(item, by, "added evidence", places=[list(place) for place in places])
    return item


def change_evidence(
    *,
    evidence: Evidence,
    facts: Facts,
    by: Person,
    base: datetime | None,
    places: Collection[Place] = (),
    were: Collection[Place] = (),
    upload: Upload | None = None,
) -> Evidence:
    """Change what is said of an item and return it; `base` is its `changed_at` when the form was opened.

    What it said before, its file among it, is kept as a version; where nothing is new, nothing is written. What the
    person left as they found it gives way to what another wrote meanwhile; of the `places` ticked, only the
    difference from those that `were` ticked counts. Raises BothChanged where both changed the same thing, and NotKept.
    """
    moved = (places, were)
    with _in_store(evidence.school, upload) as name, transaction.atomic():
        return _change(_held(evidence), facts, by, base, moved, upload, name)


def _change(
    item: Evidence,
    facts: Facts,
    by: Person,
    base: datetime | None,
    moved: tuple[Collection[Place], Collection[Place]],
    upload: Upload | None,
    name: str,
) -> Evidence:
    found = item.earlier.filter(superseded_at__gt=base or item.added_at).last() or item
    merged, clash = _merged(facts, found, item)
    if clash or (upload and found.file.name != item.file.name):
        raise BothChanged(item, merged)
    now = timezone.now()
    before = EvidenceVersion(evidence=item, by=item.wrote_by, superseded_at=now, **item.said)
    changed = [name for name, value in asdict(merged).items() if getattr(item, name) != value]
    changed += ["file"] * bool(upload) + ["places"] * _move_links(item, *moved, now)
    if changed:
        _keep(before)
        _say(item, merged)
        _take(item, upload, name)
        item.changed_at, item.changed_by = now, by
        item.save()
        _note(item, by, "changed evidence", changed=changed, version=before.number + 1)
    return item


@transaction.atomic
def withdraw(*, evidence: Evidence, by: Person) -> Evidence:
    """Take an item out of the evidence base, and return it. It is kept, and can be put back."""
    item = _held(evidence)
    if item.withdrawn_at is None:
        item.withdrawn_at = timezone.now()
        item.save(update_fields=["withdrawn_at"])
        _note(item, by, "withdrew evidence")
    return item


@transaction.atomic
def restore(*, evidence: Evidence, by: Person) -> Evidence:
    """Put a withdrawn item back where it was, and return it. How long it was away is kept."""
    item = _held(evidence)
    if item.withdrawn_at is not None:
        item.withdrawals.create(withdrawn_at=item.withdrawn_at, restored_at=timezone.now(), restored_by=by)
        item.withdrawn_at = None
        item.save(update_fields=["withdrawn_at"])
        _note(item, by, "put evidence back")
    return item


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


def _move_links(item: Evidence, places: Collection[Place], were: Collection[Place], now: datetime) -> bool:
    """Make the links ticked since the form was opened, take away those unticked; return whether anything moved."""
    there = {Place(use.pack, use.area, use.descriptor): use.pk for use in item.uses.filter(unlinked_at=None)}
    gone = [there[place] for place in were if place not in places and place in there]
    new = [place for place in places if place not in were and place not in there]
    EvidenceUse.objects.filter(pk__in=gone).update(unlinked_at=now)
    _link(item, new, now)
    return bool(gone or new)


def _merged(facts: Facts, found: Evidence | EvidenceVersion, now: Evidence) -> tuple[Facts, bool]:
    """What the item would say, where the form showed it as `found`, and whether both changed one thing differently."""
    wanted, clash = asdict(facts), False
    for name, value in wanted.items():
        was, is_ = getattr(found, name), getattr(now, name)
        if value == was:
            wanted[name] = is_
        clash = clash or (value != was != is_ != value)
    return Facts(**wanted), clash


def _say(item: Evidence, facts: Facts) -> None:
    for name, value in asdict(facts).items():
        setattr(item, name, value)


def _held(evidence: Evidence) -> Evidence:
    """The item as it is, nobody else writing it meanwhile."""
    return (
        Evidence.objects.select_for_update(of=["self"])
        .select_related("school", "added_by", "changed_by")
        .get(pk=evidence.pk)
    )


def _keep(before: EvidenceVersion) -> None:
    """Number a version after those there are, and keep it from where the last one ended."""
    last = before.evidence.earlier.first()
    before.number = last.number + 1 if last else 1
    before.made_at = last.superseded_at if last else before.evidence.added_at
    before.save()


@contextmanager
def _in_store(school: School, upload: Upload | None) -> Iterator[str]:
    """Keep the file before the database is asked for anything, so that nobody else waits for the store; give its name.

    Where the block fails it is taken away again; a store that does not let go of it is swept later.
    """
    if upload is None:
        yield ""
        return
    kept = Evidence(school=school).file
    try:
        kept.save(upload.checked.name, upload.content, save=False)
    except OSError as problem:
        log.exception("A file could not be kept")
        raise NotKept from problem
    try:
        yield str(kept.name)
    except BaseException:
        with suppress(OSError):
            kept.storage.delete(str(kept.name))
        raise


def _take(item: Evidence, upload: Upload | None, name: str) -> None:
    if upload is None:
        return
    item.file.name = name
    item.file_name, item.file_type = upload.checked.name, upload.checked.content_type
    item.file_size = upload.checked.size


def _note(item: Evidence, by: Person, verb: str, **details: object) -> None:
    audit.note(by=by, verb=verb, school_urn=item.school.urn, about=item.public_id, **details)
