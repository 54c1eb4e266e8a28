"""The evidence base: the list, and one item of it with its history."""

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.evaluation.evidence_history import changes
from taskgroups.evaluation.listing import (
    SORTS,
    UNLINKED,
    confirmers,
    currencies,
    evidence_of,
    strengths,
    summed,
    used_for,
    wanted,
)
from taskgroups.evaluation.models import Evidence, EvidenceVersion
from taskgroups.evaluation.picture import areas_of
from taskgroups.evaluation.policy import Seen, seen_evidence, seen_item
from taskgroups.evaluation.queries import packs_shown
from taskgroups.evaluation.strength import AGES, LEVELS
from taskgroups.evaluation.views.choosing import others, pack_asked, query_of
from taskgroups.evaluation.views.rule import TONES
from taskgroups.evaluation.weighing import weighed
from taskgroups.kit.access import access
from taskgroups.kit.design.lists import asked, page_of


@access(seen_evidence)
def listing(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Show the school's evidence, thirty to a page, searched and narrowed as asked."""
    pack = pack_asked(request)
    want = wanted(request.GET, pack, edit=seen.edit)
    page = page_of(request, evidence_of(seen.school, pack, want))
    areas = areas_of(pack, early_years=seen.school.early_years, post_16=seen.school.post_16)
    gone = Evidence.objects.filter(school=seen.school, public_id=asked(request, "withdrawn"))
    context = {
        "seen": seen,
        "school": seen.school,
        "pack": pack,
        "query": query_of(pack),
        "want": want,
        "page": page,
        "rows": [(item, summed(used_for(item.uses_now), pack), weighed(item)) for item in page],
        "levels": LEVELS,
        "ages": AGES,
        "tones": TONES,
        "areas": [
            ("", "Any area"),
            *((a.slug, a.name) for a in areas if a.descriptors),
            (UNLINKED, "Linked to none of these"),
        ],
        "kinds": [("", "Any kind"), *Evidence.Kind.choices],
        "strengths": strengths(),
        "currencies": currencies(),
        "confirmers": confirmers(seen.school, want),
        "sorts": [(key, words) for key, (words, _) in SORTS.items()],
        "others": others(pack, packs_shown(seen.school)),
        "withdrawn": gone.first() if seen.edit and "withdrawn" in request.GET else None,
    }
    return render(request, "evaluation/evidence.jinja", context)


@access(seen_item)
def page(request: HttpRequest, found: tuple[Seen, Evidence]) -> HttpResponse:
    """Show one item, what it shows and where its file is; to the school's own people everything it said before."""
    seen, item = found
    earlier = page_of(request, item.earlier.select_related("by") if seen.own else item.earlier.none())
    uses = item.uses.filter(unlinked_at=None).order_by("-pack", "area", "descriptor")
    context = {
        "seen": seen,
        "school": seen.school,
        "item": item,
        "places": used_for(list(uses)),
        "worth": weighed(item),
        "levels": LEVELS,
        "ages": AGES,
        "tones": TONES,
        "page": earlier,
        "changes": changes(item, list(earlier), _after(item, earlier)),
    }
    return render(request, "evaluation/item.jinja", context)


def _after(item: Evidence, earlier: Page[EvidenceVersion]) -> EvidenceVersion | None:
    """The version that followed the first of a page; None where the item itself did."""
    if not earlier.has_previous():
        return None
    return item.earlier.select_related("by").filter(number=earlier[0].number + 1).first()
