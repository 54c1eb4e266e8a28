"""The evidence base as a list: searched, narrowed, sorted."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict

from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.evaluation.strength import AGES, LEVELS, Age
from taskgroups.evaluation.weighing import weighed_items
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
SOMEBODY, NOBODY = "+", "-"
LONGEST_SEARCH, MOST_CONFIRMERS = 120, 50
STRENGTHS = {words.name.lower(): level for level, words in LEVELS.items() if level}
CURRENCIES = {"current": Age.CURRENT, "fading": Age.FADING, "past": Age.PAST}
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words, an area of a framework ('-' for linked to none of it), a kind, an order.

    `level` and `age` are what an item is worth today; `confirmed` is who says the same: '+' anybody, '-' nobody yet.
    """

    words: str = ""
    area: str = ""
    kind: str = ""
    strength: str = ""
    age: str = ""
    confirmed: str = ""
    sort: str = "newest"
    withdrawn: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.words or self.area or self.kind or self.strength or self.age or self.confirmed)


def wanted(query: QueryDict, pack: Pack, *, edit: bool) -> Wanted:
    """Return what an address asks for; what is not on a list counts as not asked. Withdrawn items are the school's."""
    area, kind, sort, strength, age = (query.get(name, "") for name in ("area", "kind", "sort", "strength", "age"))
    return Wanted(
        words=query.get("q", "").strip()[:LONGEST_SEARCH],
        area=area if area == UNLINKED or pack.area(area) else "",
        kind=kind if kind in Evidence.Kind.values else "",
        strength=strength if strength in STRENGTHS else "",
        age=age if age in CURRENCIES else "",
        confirmed=query.get("confirmed", "").strip()[:200],
        sort=sort if sort in SORTS else "newest",
        withdrawn=edit and query.get("show") == "withdrawn",
    )


def evidence_of(school: School, pack: Pack, want: Wanted) -> QuerySet[Evidence]:
    """Return the school's items that fit, in order, each with its uses loaded."""
    found: QuerySet[Evidence] = Evidence.objects.filter(school=school, withdrawn_at__isnull=not want.withdrawn)
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
    found = _of_worth(_confirmed(found, want.confirmed), want)
    uses = EvidenceUse.objects.filter(evidence=OuterRef("pk"), unlinked_at=None)
    if want.area == UNLINKED:
        found = found.filter(~Exists(uses.filter(pack=pack.slug)))
    elif want.area:
        found = found.filter(Exists(uses.filter(pack=pack.slug, area=want.area)))
    now = EvidenceUse.objects.filter(unlinked_at=None).order_by(F("pack").desc(), "area", "descriptor")
    return found.order_by(*SORTS[want.sort][1]).prefetch_related(Prefetch("uses", now, to_attr="uses_now"))  # type: ignore[no-redef]


def _confirmed(found: QuerySet[Evidence], by: str) -> QuerySet[Evidence]:
    if by in (SOMEBODY, NOBODY):
        return found.filter(confirmed_by="") if by == NOBODY else found.exclude(confirmed_by="")
    return found.filter(confirmed_by=by) if by else found


def _of_worth(found: QuerySet[Evidence], want: Wanted) -> QuerySet[Evidence]:
    """Those as strong and as current as asked: weighed by the one rule there is, not by a second one in SQL."""
    if not (want.strength or want.age):
        return found
    fits = [
        one.item.key
        for one in weighed_items(found)
        if (not want.strength or one.level == STRENGTHS[want.strength])
        and (not want.age or one.age == CURRENCIES[want.age])
    ]
    return found.filter(pk__in=fits)


def confirmers(school: School, want: Wanted) -> Choices:
    """Return who is named as confirming anything of the school's, as choices, each as it was written; one query."""
    there = Evidence.objects.filter(school=school, withdrawn_at__isnull=not want.withdrawn).exclude(confirmed_by="")
    named = there.order_by("confirmed_by").values_list("confirmed_by", flat=True).distinct()[:MOST_CONFIRMERS]
    listed = [(name, name) for name in named]
    if want.confirmed not in ("", SOMEBODY, NOBODY, *(name for name, _ in listed)):
        listed.append((want.confirmed, want.confirmed))
    return [("", "Anybody or nobody"), (SOMEBODY, "Somebody else"), (NOBODY, "Nobody yet"), *listed]


def strengths() -> Choices:
    """Return how strong an item may be, as choices, the strongest first."""
    return [("", "Any strength"), *((key, LEVELS[level].name) for key, level in STRENGTHS.items())]


def currencies() -> Choices:
    """Return how current an item may be, as choices."""
    return [("", "Any age"), *((key, AGES[age].name) for key, age in CURRENCIES.items())]


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


def summed(places: list[tuple[str, str, str]], pack: Pack) -> list[tuple[str, str, int]]:
    """Return the same in short: (area, framework, how many statements) of each area; '' for the framework of the page.

    Frameworks are never counted together, though areas of two may bear one name. The page's own comes first.
    """
    found: dict[tuple[str, str], int] = {}
    for title, area, statement in sorted(places, key=lambda one: one[0] != pack.title):
        key = (area, "" if title == pack.title else title)
        found[key] = found.get(key, 0) + bool(statement)
    return [(area, title, number) for (area, title), number in found.items()]
