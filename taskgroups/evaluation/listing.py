"""The evidence base as a list: searched, narrowed, sorted."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict

from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.frameworks.pack import Pack
from taskgroups.frameworks.shelf import packs
from taskgroups.schools.models import School

SORTS = {
    "newest": ("Newest first", ("-dated", "-id")),
    "oldest": ("Oldest first", ("dated", "id")),
    "added": ("Added last first", ("-added_at", "-id")),
    "title": ("By title", ("title", "id")),
}
UNLINKED = "-"
LONGEST_SEARCH = 120


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words, an area of a framework ('-' for linked to nothing), a kind, an order."""

    words: str = ""
    area: str = ""
    kind: str = ""
    sort: str = "newest"
    withdrawn: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.words or self.area or self.kind)


def wanted(query: QueryDict, pack: Pack, *, edit: bool) -> Wanted:
    """Return what an address asks for; what is not on a list counts as not asked. Withdrawn items are the school's."""
    area, kind, sort = (query.get(name, "") for name in ("area", "kind", "sort"))
    return Wanted(
        words=query.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        area=area if area == UNLINKED or pack.area(area) else "",
        kind=kind if kind in Evidence.Kind.values else "",
        sort=sort if sort in SORTS else "newest",
        withdrawn=edit and query.get("show") == "withdrawn",
    )


def evidence_of(school: School, pack: Pack, want: Wanted) -> QuerySet[Evidence]:
    """Return the school's items that fit, in order, each with its uses loaded."""
    found = Evidence.objects.filter(school=school, withdrawn_at__isnull=not want.withdrawn)
    for word in want.words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(note__icontains=word)
            | Q(where__icontains=word)
            | Q(confirmed_by__icontains=word)
            | Q(file_name__icontains=word)
        )
    if want.kind:
        found = found.filter(kind=want.kind)
    uses = EvidenceUse.objects.filter(evidence=OuterRef("pk"), unlinked_at=None)
    if want.area == UNLINKED:
        found = found.filter(~Exists(uses))
    elif want.area:
        found = found.filter(Exists(uses.filter(pack=pack.slug, area=want.area)))
    now = EvidenceUse.objects.filter(unlinked_at=None).order_by(F("pack").desc(), "area", "descriptor")
    return found.order_by(*SORTS[want.sort][1]).prefetch_related(Prefetch("uses", now, to_attr="uses_now"))  # type: ignore[no-redef]


def used_for(uses: list[EvidenceUse]) -> list[tuple[str, str, str]]:
    """Return where an item is used in words: (framework, area, statement), '' for the area as a whole.

    A place no installed framework knows any longer is left out.
    """
    found = []
    for use in uses:
        pack = packs().get(use.pack)
        area = pack.area(use.area) if pack else None
        if pack and area:
            one = area.by_slug.get(use.descriptor)
            found.append((pack.title, area.name, one.text if one else ""))
    return found
