"""A school leaves, seeing before what happens; and takes it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.assurance.domain.leave import come_back, departure_of, leave_service
from taskgroups.assurance.forms import LeaveForm
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.words import day
from taskgroups.meetings.domain.carry import still_to_come
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.policy import headed_school
from taskgroups.schools.queries.circle import staff_of


@access(headed_school)
def page(request: Asked, school: School) -> HttpResponse:
    """Say what happens when the school leaves; let it leave."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = leave_service(school=school, by=request.user)
        except Refused as refused:
            form.refuse(refused, "sure")
        else:
            messages.success(request, f"Nobody else sees anything of it now. It is deleted on {day(made.ends_at)}.")
            return redirect("school-leave", school.urn)
    consortia = list(school.memberships.order_by("consortium__name").values_list("consortium__name", flat=True))
    context = {
        "school": school,
        "form": form,
        "departure": departure_of(school),
        "consortia": consortia,
        "others": sum(1 for role in staff_of(school) if role.person_id != request.user.pk),
        "why_not": still_to_come(school),
    }
    return render(request, "assurance/leave.jinja", context, status=422 if form.errors else 200)


@require_POST
@access(headed_school)
def back(request: Asked, school: School) -> HttpResponse:
    """Take the leaving back."""
    departure = departure_of(school)
    if departure:
        with telling(request):
            come_back(departure=departure, by=request.user)
            messages.success(request, f"{school.name} stays. Sharing, consortia and roles are as they were.")
    return redirect("school-owning", school.urn)
