"""What would be shared, as those people would see it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from taskgroups.assurance.sharing.forms import SeeingForm
from taskgroups.assurance.sharing.seeing import as_they_see
from taskgroups.kit.access import access
from taskgroups.people.asking import Asked
from taskgroups.schools.models import Audience, School, Sharing, Thing
from taskgroups.schools.policy import headed_school, visible_things
from taskgroups.schools.stand_in import stand_in


@access(headed_school)
def page(request: Asked, school: School) -> HttpResponse:
    """The school's pages as an audience would get them. Looking shares nothing."""
    held = dict(Sharing.objects.filter(school=school).values_list("thing", "audience"))
    form = SeeingForm(request.GET, held=held)
    first = reverse("school", args=[school.urn])
    context: dict[str, object] = {"school": school, "form": form, "seer": "", "first": first}
    if form.is_valid():
        seer, proposed = int(form.cleaned_data["seer"]), form.proposed()
        at = request.GET.get("at", "")[:500] or first
        sight = as_they_see(request, school, seer, proposed, at)
        seen = visible_things(stand_in(school, seer, proposed), school)
        context |= {
            "things": [str(thing.label) for thing in Thing if thing.value in seen],
            "seer": Audience(seer).label,
            "at": at,
            "body": mark_safe(sight.body),  # a page of our own, escaped where it was made
            "styles": sight.styles,
        }
    return render(request, "assurance/seeing.jinja", context, status=422 if form.errors else 200)
