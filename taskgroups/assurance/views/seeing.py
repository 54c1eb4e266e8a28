"""What would be shared, as those people would see it."""

from django.http import HttpResponse
from django.shortcuts import render

from taskgroups.assurance.sharing.forms import SeeingForm
from taskgroups.assurance.sharing.seeing import page_as, visible_to
from taskgroups.kit.access import access
from taskgroups.people.asking import Asked
from taskgroups.schools.models import Audience, School, Sharing, Thing
from taskgroups.schools.policy import headed_school


@access(headed_school)
def page(request: Asked, school: School) -> HttpResponse:
    """The school's page as an audience would get it. Looking shares nothing."""
    held = dict(Sharing.objects.filter(school=school).values_list("thing", "audience"))
    form = SeeingForm(request.GET, held=held)
    context: dict[str, object] = {"school": school, "form": form, "parts": [], "things": [], "seer": ""}
    if form.is_valid():
        seer, proposed = int(form.cleaned_data["seer"]), form.proposed()
        seen = visible_to(seer, proposed)
        context |= {
            "parts": page_as(school, seer, proposed),
            "things": [str(thing.label) for thing in Thing if thing.value in seen],
            "seer": Audience(seer).label,
            "visible": seen,
        }
    return render(request, "assurance/seeing.jinja", context, status=422 if form.errors else 200)
