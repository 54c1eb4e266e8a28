"""The people of a school, kept by its head."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import page_of
from taskgroups.kit.design.words import day
from taskgroups.people.asking import Asked
from taskgroups.schools.domain.end_role import end_role
from taskgroups.schools.domain.head_leaves import head_leaves, head_stays
from taskgroups.schools.domain.invite import invite, withdraw
from taskgroups.schools.forms.people import EndRoleForm, HeadLeavesForm, InviteToSchoolForm, NameHeadForm
from taskgroups.schools.headship import (
    headship_of,
    may_end_headship,
    may_say_head_leaves,
    naming_school,
    told_of_a_new_head,
    why_not,
)
from taskgroups.schools.models import Invitation, Role, School
from taskgroups.schools.policy import headed_school, invitation_of_headed_school, role_at_headed_school, roles_of, today
from taskgroups.schools.queries.circle import heads_of, open_of, roles_at


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
def head(request: Asked, school: School) -> HttpResponse:
    """Say when the head leaves, and name a head, or an acting head, of a school where one leaves or is gone."""
    now = headship_of(school)
    if now.headed and now.leaves is None and may_say_head_leaves(request.user, school) and not school.passed_to:
        return _leaves(request, school)
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
    context = {"school": school, "form": form, "why_not": told, "told": told_of_a_new_head(school), "now": now}
    more = {"stays": bool(now.leaves) and may_end_headship(request.user, school), "heads": heads_of(school),
            "offered": open_of(Invitation.objects.filter(school=school, kind=Role.Kind.HEAD))}  # fmt: skip
    refused_now = request.method == "POST" and (form is None or bool(form.errors))
    return render(request, "schools/name_head.jinja", context | more, status=422 if refused_now else 200)


def _leaves(request: Asked, school: School) -> HttpResponse:
    form = HeadLeavesForm(request.POST or None, at_once=may_end_headship(request.user, school))
    heads = heads_of(school)
    if request.method == "POST" and form.is_valid():
        try:
            role = head_leaves(school=school, by=request.user, **form.said())
        except Refused as refused:
            form.refuse(refused, "on")
        else:
            messages.success(
                request, f"{role.person.name}'s last day as head is {day(role.ends)}. It was told by letter."
            )
            return redirect("school", urn=school.urn)
    others = [role for one in heads for role in roles_of(one.person) if role.pk != one.pk]
    context = {"school": school, "form": form, "heads": heads, "others": others, "told": told_of_a_new_head(school)}
    return render(request, "schools/head_leaves.jinja", context, status=422 if form.errors else 200)


@require_POST
@access(naming_school)
def stays(request: Asked, school: School) -> HttpResponse:
    """Take back that the head leaves."""
    with telling(request):
        role = head_stays(school=school, by=request.user)
        messages.success(request, f"{role.person.name} stays head. Who was to follow does not.")
    return redirect("school", urn=school.urn)


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
    form = EndRoleForm(request.POST or None, initial={"ends": role.ends or today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_role(role=role, ends=form.cleaned_data["ends"], by=request.user)
        except Refused as refused:
            form.refuse(refused, "ends")
        else:
            messages.success(request, f"{role.person.name}'s role was given its last day. It stays in the list.")
            return redirect(then, *where)
    context = {"role": role, "form": form, "then": (then, where), "today": today()}
    return render(request, "schools/end_role.jinja", context, status=422 if form.errors else 200)
