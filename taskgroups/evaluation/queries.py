"""Reads: a school's self-evaluation now, or as it stood, in a fixed number of queries."""

from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from taskgroups.evaluation.models import Evidence, EvidenceUse, Judgement
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


def standing(school: School, pack: Pack, *, evidence: bool = True, agreed: bool = True) -> Picture:
    """Return the school's self-evaluation as it stands, in two queries.

    Leave out `evidence` or `agreed` for a reader the school does not share them with: then nothing is known of them.
    """
    said = _judgements(school, pack, agreed).current()
    uses = _uses(school, pack).filter(unlinked_at=None, evidence__withdrawn_at=None) if evidence else None
    return _picture(school, pack, said, uses, None)


def as_of(school: School, pack: Pack, moment: datetime, *, evidence: bool = True, agreed: bool = True) -> Picture:
    """Return the same as it stood at `moment`, for instance when a preparation was sent."""
    said = _judgements(school, pack, agreed).as_of(moment)
    uses = _uses_at(school, pack, moment) if evidence else None
    return _picture(school, pack, said, uses, moment)


def packs_judged(school: School) -> list[Pack]:
    """Return the framework versions the school has judgements under, newest first."""
    now = Judgement.objects.current().filter(school=school).order_by()
    slugs = set(now.values_list("pack", flat=True).distinct())
    return [pack for pack in reversed(packs().values()) if pack.slug in slugs]


def _judgements(school: School, pack: Pack, agreed: bool) -> Any:
    found = Judgement.objects.filter(school=school, pack=pack.slug).order_by().select_related("by")
    return found if agreed else found.filter(voice=Judgement.Voice.SCHOOL)


def _uses(school: School, pack: Pack) -> QuerySet[EvidenceUse]:
    return EvidenceUse.objects.filter(evidence__school=school, pack=pack.slug).order_by()


def _uses_at(school: School, pack: Pack, moment: datetime) -> QuerySet[EvidenceUse]:
    return _uses(school, pack).filter(
        Q(unlinked_at=None) | Q(unlinked_at__gt=moment),
        Q(evidence__withdrawn_at=None) | Q(evidence__withdrawn_at__gt=moment),
        linked_at__lte=moment,
        evidence__added_at__lte=moment,
    )


def _picture(
    school: School, pack: Pack, judgements: Any, uses: QuerySet[EvidenceUse] | None, moment: datetime | None
) -> Picture:
    said: dict[str, dict[Key, Said]] = {voice: {} for voice in Judgement.Voice.values}
    for one in judgements:
        said[one.voice][one.area, one.descriptor] = as_said(one)
    shown = _shown(uses) if uses is not None else None

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


def _shown(uses: QuerySet[EvidenceUse]) -> dict[Key, Shown]:
    each = uses.values("area", "descriptor").annotate(number=Count("pk"), newest=Max("evidence__dated"))
    return {(row["area"], row["descriptor"]): Shown(row["number"], row["newest"]) for row in each}


def newest_evidence(school: School, pack: Pack, area: str, most: int = 3) -> dict[str, list[Evidence]]:
    """Return the newest items under each descriptor of an area ('' for the area as a whole), `most` of each."""
    place = Window(RowNumber(), partition_by=F("descriptor"), order_by=[F("evidence__dated").desc(), F("pk").desc()])
    uses = _uses(school, pack).filter(area=area, unlinked_at=None, evidence__withdrawn_at=None)
    found: dict[str, list[Evidence]] = {}
    for use in uses.annotate(place=place).filter(place__lte=most).select_related("evidence").order_by("place"):
        found.setdefault(use.descriptor, []).append(use.evidence)
    return found
