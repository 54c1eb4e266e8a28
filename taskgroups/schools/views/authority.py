"""What an authority's officers see: their schools, counts, and only what schools share with them."""

from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.schools.models import Audience, Authority, School, Sharing
from taskgroups.schools.policy import officers_authority
from taskgroups.schools.queries.consortia import AGREED
from taskgroups.schools.queries.search import Wanted, find


@access(officers_authority)
def page(request: HttpRequest, authority: Authority) -> HttpResponse:
    """Show the schools of the authority and what each shares."""
    wanted = Wanted(
        text=asked(request, "q"),
        phase=asked(request, "phase"),
        authority=authority.code,
        sort=asked(request, "sort") or "name",
    )
    shared = Sharing.objects.filter(audience=Audience.AUTHORITY).order_by("thing")
    found = find(wanted).prefetch_related(Prefetch("sharings", queryset=shared, to_attr="shared"))
    if asked(request, "shared") == "yes":
        found = found.filter(sharings__audience=Audience.AUTHORITY).distinct()
    phases = (
        School.objects.filter(authority=authority, open=True).order_by().values_list("phase").annotate(n=Count("pk"))
    )
    context = {
        "authority": authority,
        "wanted": wanted,
        "only_shared": asked(request, "shared") == "yes",
        "page": page_of(request, found),
        "counts": [(School.Phase(phase).label, n) for phase, n in sorted(phases)],
        "phases": School.Phase.choices,
        "consortia": authority.consortia.annotate(many=AGREED).order_by("name"),
    }
    return render(request, "schools/authority.jinja", context)
