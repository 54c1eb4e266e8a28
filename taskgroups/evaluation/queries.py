"""Reads: a school's self-evaluation now, or as it stood, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, DateTimeField, F, Max, Value, Window
from django.db.models.functions import Cast, RowNumber
from django.utils import timezone

from taskgroups.evaluation.agreed import Agreed, standing_at, standing_now
from taskgroups.evaluation.models import Evidence, EvidenceUse, EvidenceVersion, Judgement
from taskgroups.evaluation.models.evidence import EvidenceUseQuerySet
from taskgroups.evaluation.models.versions import as_it_read
from taskgroups.evaluation.picture import AreaState, DescriptorState, Picture, Said, Shown, areas_of
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.frameworks.shelf import pack_on, packs
from taskgroups.schools.models import School

Key = tuple[str, str]


def pack_for(slug: str | None = None) -> Pack | None:
    """Return the framework version a page works with: the one asked for, else the one in force today.

    None where the slug is of no pack that is installed.
    """
    return packs().get(slug) if slug else pack_on(timezone.localdate())


def standing(school: School, pack: Pack, *, evidence: bool = True, agreed: Agreed = Agreed.ALL) -> Picture:
    """Return the school's self-evaluation as it stands, in two queries.

    Leave out `evidence` for a reader the school does not share it with: then nothing is known of it. `agreed` is what
    they may know of that which Task Groups agreed.
    """
    said = standing_now(school, pack.slug, agreed).select_related("by")
    shown = _shown(_uses(school, pack).current()) if evidence else None
    return _picture(school, pack, said, shown, None)


def standing_with(school: School, pack: Pack, shown: Mapping[Key, Shown]) -> Picture:
    """Return the same with evidence that has been read already, and nothing that Task Groups agreed; one query."""
    return _picture(school, pack, standing_now(school, pack.slug, Agreed.NOTHING).select_related("by"), shown, None)


def as_of(
    school: School, pack: Pack, moment: datetime, *, evidence: bool = True, agreed: Agreed = Agreed.ALL
) -> Picture:
    """Return the same as it stood at `moment`, for instance when a preparation was sent."""
    said = standing_at(school, pack.slug, moment, agreed).select_related("by")
    shown = _shown_at(evidence_at(school, pack, moment)) if evidence else None
    return _picture(school, pack, said, shown, moment)


def picture_from(school: School, pack: Pack, judgements: Iterable[Judgement]) -> Picture:
    """Return the self-evaluation from judgements read already, the last of each counting; evidence is not looked at.

    No query. Each judgement's `by` must be loaded.
    """
    latest = {(one.voice, one.area, one.descriptor): one for one in judgements}
    return _picture(school, pack, latest.values(), None, None)


def packs_judged(school: School) -> list[Pack]:
    """Return the framework versions the school has judgements under, newest first."""
    now = Judgement.objects.current().filter(school=school).order_by()
    slugs = set(now.values_list("pack", flat=True).distinct())
    return [pack for pack in reversed(packs().values()) if pack.slug in slugs]


def packs_shown(school: School) -> list[Pack]:
    """Return the framework versions that the school's evidence is linked under, newest first; one query."""
    linked = EvidenceUse.objects.current().filter(evidence__school=school).order_by()
    slugs = set(linked.values_list("pack", flat=True).distinct())
    return [pack for pack in reversed(packs().values()) if pack.slug in slugs]


def evidence_at(school: School, pack: Pack, moment: datetime, area: str | None = None) -> dict[Key, list[Evidence]]:
    """Return the items linked at a moment, by area and descriptor, each as it read then, the newest first.

    `area` narrows it to one. Two queries.
    """
    uses = _uses(school, pack).as_of(moment).select_related("evidence")
    found = list(uses.filter(area=area) if area is not None else uses)
    read = as_they_read({use.evidence_id: use.evidence for use in found}.values(), moment)
    by_pk = {item.pk: item for item in read}
    places: dict[Key, list[Evidence]] = {}
    for use in found:
        places.setdefault((use.area, use.descriptor), []).append(by_pk[use.evidence_id])
    for items in places.values():
        items.sort(key=lambda one: (one.dated, one.pk), reverse=True)
    return places


def as_they_read(items: Iterable[Evidence], moment: datetime) -> list[Evidence]:
    """Return the items as they read at a moment; one query."""
    known = list(items)
    earlier = EvidenceVersion.objects.as_of(moment).filter(evidence__in=known)
    then = {one.evidence_id: one for one in earlier}
    return [as_it_read(one, [then[one.pk]] if one.pk in then else [], moment) for one in known]


@dataclass(frozen=True)
class Filed:
    """What an item of evidence said of itself for a while: from `made` (None: ever) until `ended` (None: still)."""

    title: str
    where: str
    dated: date
    made: datetime | None
    ended: datetime | None

    def stood_at(self, moment: datetime) -> bool:
        """Whether it read so at that moment."""
        return (self.made is None or self.made <= moment) and (self.ended is None or moment < self.ended)


def filed_under(school: School, addresses: Collection[str]) -> dict[str, list[Filed]]:
    """Return what the items at these addresses said, each by its address: earlier versions first; one query."""
    nothing = Cast(Value(None), DateTimeField())
    now = Evidence.objects.filter(school=school, public_id__in=addresses)
    earlier = EvidenceVersion.objects.filter(evidence__school=school, evidence__public_id__in=addresses)
    rows = (
        earlier.order_by()
        .values_list("evidence__public_id", "title", "where", "dated", "made_at", "superseded_at")
        .union(now.order_by().values_list("public_id", "title", "where", "dated", nothing, nothing), all=True)
    )
    found: dict[str, list[Filed]] = {}
    for address, title, where, dated, made, ended in rows:
        found.setdefault(address, []).append(Filed(title, where, dated, made, ended))
    for versions in found.values():
        versions.sort(key=lambda one: one.ended is None)
    return found


def _uses(school: School, pack: Pack) -> EvidenceUseQuerySet:
    return EvidenceUse.objects.filter(evidence__school=school, pack=pack.slug).order_by()


def _picture(
    school: School, pack: Pack, judgements: Any, shown: Mapping[Key, Shown] | None, moment: datetime | None
) -> Picture:
    said: dict[str, dict[Key, Said]] = {voice: {} for voice in Judgement.Voice.values}
    for one in judgements:
        said[one.voice][one.area, one.descriptor] = as_said(one)

    def shown_at(key: Key) -> Shown | None:
        return shown.get(key, Shown()) if shown is not None else None

    def of(area: Area) -> AreaState:
        own, group = said[Judgement.Voice.SCHOOL], said[Judgement.Voice.GROUP]
        rows = tuple(
            DescriptorState(d, own.get(key), group.get(key), shown_at(key))
            for d in area.for_phase(school.phase)
            for key in [(area.slug, d.slug)]
        )
        whole = (area.slug, "")
        return AreaState(area, own.get(whole), group.get(whole), rows, shown_at(whole))

    areas = areas_of(pack, early_years=school.early_years, post_16=school.post_16)
    return Picture(pack, tuple(of(area) for area in areas), moment)


def as_said(one: Judgement) -> Said:
    """Return a judgement as plain data. Its `by` must be loaded."""
    return Said(one.pk, one.value, one.why, one.by.name, one.made_at, one.agreed_in)


def _shown(uses: EvidenceUseQuerySet) -> dict[Key, Shown]:
    each = uses.values("area", "descriptor").annotate(number=Count("pk"), newest=Max("evidence__dated"))
    return {(row["area"], row["descriptor"]): Shown(row["number"], row["newest"]) for row in each}


def _shown_at(places: Mapping[Key, list[Evidence]]) -> dict[Key, Shown]:
    return {key: shown_by(items) for key, items in places.items()}


def shown_by(items: list[Evidence]) -> Shown:
    """Return how many items there are, and the date of the newest."""
    return Shown(len(items), max((one.dated for one in items), default=None))


def newest_evidence(school: School, pack: Pack, area: str, most: int = 3) -> dict[str, list[Evidence]]:
    """Return the newest items under each descriptor of an area ('' for the area as a whole), `most` of each."""
    place = Window(RowNumber(), partition_by=F("descriptor"), order_by=[F("evidence__dated").desc(), F("pk").desc()])
    uses = _uses(school, pack).current().filter(area=area)
    found: dict[str, list[Evidence]] = {}
    for use in uses.annotate(place=place).filter(place__lte=most).select_related("evidence").order_by("place"):
        found.setdefault(use.descriptor, []).append(use.evidence)
    return found
