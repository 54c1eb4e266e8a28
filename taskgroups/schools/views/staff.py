"""The people of a school, kept by its head."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import page_of
from taskgroups.people.asking import Asked
from taskgroups.schools.domain.end_role import end_role
from taskgroups.schools.domain.invite import invite, withdraw
from taskgroups.schools.forms.people import EndRoleForm, InviteToSchoolForm, NameHeadForm
from taskgroups.schools.headship import naming_school, told_of_a_new_head, why_not
from taskgroups.schools.models import Invitation, Role, School
from taskgroups.schools.policy import headed_school, invitation_of_headed_school, role_at_headed_school, today
from taskgroups.schools.queries.circle import open_of, roles_at


@access(headed_school)
def page(request: Asked, school: School) -> HttpResponse:
    """Show who leads and governs the school, and invite more."""
    form = InviteToSchoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = invite(kind=Role.Kind.LEADER, school=school, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused, "email")
        else:
            messages.success(request, f"Invitation sent to {sent.email}. The link works once, for 30 days.")
            return redirect("school-people", urn=school.urn)
    context = {
        "school": school,
        "form": form,
        "page": page_of(request, roles_at(school)),
        "today": today(),
        "invitations": open_of(Invitation.objects.filter(school=school)),
    }
    return render(request, "schools/staff.jinja", context, status=422 if form.errors else 200)


@access(naming_school)
def name_head(request: Asked, school: School) -> HttpResponse:
    """Name the head, or an acting head, of a school whose headship is vacant."""
    told = why_not(request.user, school)
    form = None if told else NameHeadForm(request.POST or None)
    if request.method == "POST" and form and form.is_valid():
        try:
            sent = invite(kind=Role.Kind.HEAD, school=school, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused, "email")
        else:
            messages.success(request, f"Invitation sent to {sent.email}. The link works once, for 30 days.")
            return redirect("school", urn=school.urn)
    context = {"school": school, "form": form, "why_not": told, "told": told_of_a_new_head(school)}
    refused_now = request.method == "POST" and (form is None or bool(form.errors))
    return render(request, "schools/name_head.jinja", context, status=422 if refused_now else 200)


@access(role_at_headed_school)
def end(request: Asked, role: Role) -> HttpResponse:
    """End a role at the school on a day."""
    return end_page(request, role, "school-people", role.school.urn if role.school else 0)


@require_POST
@access(invitation_of_headed_school)
def take_back(request: Asked, invitation: Invitation) -> HttpResponse:
    """Withdraw an invitation to the school."""
    withdraw(invitation=invitation, by=request.user)
    messages.success(request, f"The invitation to {invitation.email} was withdrawn.")
    return redirect("school-people", urn=invitation.school.urn if invitation.school else 0)


def end_page(request: Asked, role: Role, then: str, *where: object) -> HttpResponse:
    """Ask for the last day of a role and end it; then go on to a page."""
    form = EndRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(role=role, ends=form.cleaned_data["ends"], by=request.user)
        except Refused as refused:
            form.refuse(refused, "ends")
        else:
            messages.success(request, f"{role.person.name}'s role was given its last day. It stays in the list.")
            return redirect(then, *where)
    context = {"role": role, "form": form, "then": (then, where)}
    return render(request, "schools/end_role.jinja", context, status=422 if form.errors else 200)
