"""A school on a page, and what its head says of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import page_of
from taskgroups.people.asking import Asked
from taskgroups.schools.domain.form_consortium import agree_to_consortium, leave_consortium
from taskgroups.schools.domain.share import correct_provision, share
from taskgroups.schools.forms.school import ProvisionForm, SharingForm
from taskgroups.schools.headship import offered, shown_school
from taskgroups.schools.models import Audience, Consortium, School, Sharing
from taskgroups.schools.on_a_page import parts_for
from taskgroups.schools.policy import (
    headed_school,
    is_head,
    is_staff,
    memberships_of,
    opens_consortium,
    school_to_hand_on,
    visible_things,
)
from taskgroups.schools.queries import ancestors
from taskgroups.schools.queries.circle import done_at, who_sees
from taskgroups.schools.queries.history import grades_in_order, kind_in_words, lanes
from taskgroups.schools.trail import named


@access(shown_school)
def page(request: Asked, school: School) -> HttpResponse:
    """Show the public facts of a school, and above them what more of it this person may see."""
    before = ancestors(school)
    visible = frozenset(visible_things(request.user, school))
    context = {
        "school": school,
        "before": before,
        "parts": parts_for(request.user, school, visible),
        "visible": visible,
        "lanes": lanes([school.urn, *[one.urn for one in before if one.loaded]]),
        "kind_in_words": kind_in_words,
        "grades_in_order": grades_in_order,
        "consortia": [
            (one.consortium, opens_consortium(request.user, one)) for one in memberships_of(request.user, school)
        ],
        "head": is_head(request.user, school),
        "headship": offered(request.user, school),
        "staff": is_staff(request.user, school),
        "may_hand_on": school.has_closed and school_to_hand_on(request.user, school.urn) is not None,
    }
    return render(request, "schools/school.jinja", context)


@access(headed_school)
def provision(request: Asked, school: School) -> HttpResponse:
    """The head corrects what the register suggests."""
    form = ProvisionForm(request.POST or None, school=school)
    if request.method == "POST" and form.is_valid():
        correct_provision(school=school, by=request.user, **form.said())
        messages.success(request, "Provision saved. The agenda and the areas follow it.")
        return redirect("school", urn=school.urn)
    status = 422 if form.errors else 200
    return render(request, "schools/provision.jinja", {"school": school, "form": form}, status=status)


@access(headed_school)
def sharing(request: Asked, school: School) -> HttpResponse:
    """The head moves who may see each thing, and sees who that is."""
    held = dict(Sharing.objects.filter(school=school).values_list("thing", "audience"))
    form = SharingForm(request.POST or None, held=held)
    if request.method == "POST" and form.is_valid():
        moved = share(school=school, audiences=form.audiences(), by=request.user)
        said = f"Saved: {', '.join(moved)}." if moved else "Nothing was changed."
        messages.success(request, said)
        return redirect("school-sharing", urn=school.urn)
    memberships = list(school.memberships.select_related("consortium").order_by("consortium__name"))
    seen_by = {"seers": who_sees(school), "audiences": Audience, "memberships": memberships}
    context = {"school": school, "form": form, **seen_by}
    return render(request, "schools/sharing.jinja", context, status=422 if form.errors else 200)


@require_POST
@access(headed_school)
def agree(request: Asked, school: School, slug: str) -> HttpResponse:
    """The head agrees that the school is one of a consortium's."""
    consortium = get_object_or_404(Consortium, slug=slug, memberships__school=school)
    agree_to_consortium(consortium=consortium, school=school, by=request.user)
    messages.success(request, f"{school.name} is one of the schools of {consortium.name}.")
    return redirect("school-sharing", urn=school.urn)


@require_POST
@access(headed_school)
def leave(request: Asked, school: School, slug: str) -> HttpResponse:
    """The head takes the school out of a consortium."""
    consortium = get_object_or_404(Consortium, slug=slug, memberships__school=school)
    leave_consortium(consortium=consortium, school=school, by=request.user)
    messages.success(request, f"{school.name} has left {consortium.name}.")
    return redirect("school-sharing", urn=school.urn)


@access(headed_school)
def history(request: Asked, school: School) -> HttpResponse:
    """What was done about the school, by whom and when."""
    page = page_of(request, done_at(school))
    return render(request, "schools/history.jinja", {"school": school, "page": page, "lines": named(school, page)})
