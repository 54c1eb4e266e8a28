"""Choosing, from the evidence base, what shows one descriptor."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from taskgroups.evaluation.domain.evidence import Place, link
from taskgroups.evaluation.listing import Wanted, evidence_of
from taskgroups.evaluation.models import Evidence
from taskgroups.evaluation.views.choosing import pack_asked, query_of
from taskgroups.kit.access import access
from taskgroups.kit.design.lists import ROWS, asked, page_of
from taskgroups.kit.design.words import plural
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import own_school


@access(own_school)
def page(request: Asked, school: School, area: str, descriptor: str) -> HttpResponse:
    """Show the school's evidence with a tick beside each item; keep the ticks of the page shown."""
    pack = pack_asked(request)
    found = pack.area(area)
    one = found.by_slug.get(descriptor) if found else None
    if found is None or one is None:
        raise Http404
    place = Place(pack.slug, area, descriptor)
    back = f"{reverse('school-evaluation-area', args=[school.urn, area])}{query_of(pack)}#row-{descriptor}"
    if request.method == "POST":
        moved = link(
            school=school,
            place=place,
            chosen=_items(request, school, "chosen"),
            offered=_items(request, school, "offered"),
            by=request.user,
        )
        messages.success(request, f"{plural(moved, 'link')} changed." if moved else "Nothing had changed.")
        return HttpResponseRedirect(back)
    words = asked(request, "q")
    items = page_of(request, evidence_of(school, pack, Wanted(words=words)))
    context = {
        "school": school,
        "pack": pack,
        "area": found,
        "descriptor": one,
        "page": items,
        "words": words,
        "back": back,
        "rows": [(item, any(Place(u.pack, u.area, u.descriptor) == place for u in item.uses_now)) for item in items],
    }
    return render(request, "evaluation/links.jinja", context)


def _items(request: Asked, school: School, name: str) -> list[Evidence]:
    return list(Evidence.objects.kept().filter(school=school, public_id__in=request.POST.getlist(name)[: ROWS * 2]))
