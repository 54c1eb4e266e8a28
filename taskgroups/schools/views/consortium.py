"""Consortia: the list, one with its map and people, forming one, its districts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools import map as picture
from taskgroups.schools.domain.form_consortium import draw_district
from taskgroups.schools.domain.invite import invite, withdraw
from taskgroups.schools.forms.consortium import DistrictForm, picked
from taskgroups.schools.forms.people import HEAD, InviteToConsortiumForm
from taskgroups.schools.models import Consortium, Role, School
from taskgroups.schools.policy import (
    a_lead,
    anyone,
    leads,
    led_consortium,
    role_in_led_consortium,
    seen_consortium,
    today,
)
from taskgroups.schools.queries.circle import invitations_to, open_of, roles_in
from taskgroups.schools.queries.consortia import of_person
from taskgroups.schools.views.staff import end_page


@access(anyone)
def index(request: Asked, person: Person) -> HttpResponse:
    """Show the consortia this person has to do with."""
    text = asked(request, "q")
    context = {"page": page_of(request, of_person(person, text)), "text": text, "may_form": a_lead(person) is not None}
    return render(request, "schools/consortia.jinja", context)


@access(seen_consortium)
def page(request: Asked, consortium: Consortium) -> HttpResponse:
    """Show a consortium's schools, on a map and as a list, those asked to join among them and said to be."""
    schools = list(consortium.schools.select_related("district", "authority").order_by("name", "urn"))
    context = {
        "consortium": consortium,
        "schools": schools,
        "waiting": set(consortium.memberships.filter(waits=True).values_list("school_id", flat=True)),
        "map": picture.draw(schools),
        "lead": leads(request.user, consortium),
    }
    return render(request, "schools/consortium.jinja", context)


@access(seen_consortium)
def people(request: Asked, consortium: Consortium) -> HttpResponse:
    """Show who does what in a consortium, and since when."""
    text, sort = asked(request, "q"), asked(request, "sort") or "name"
    lead = leads(request.user, consortium)
    context = {
        "consortium": consortium,
        "page": page_of(request, roles_in(consortium, text, sort)),
        "text": text,
        "sort": sort,
        "lead": lead,
        "today": today(),
        "invitations": open_of(invitations_to(consortium)) if lead else [],
    }
    return render(request, "schools/consortium_people.jinja", context)


@access(led_consortium)
def invite_page(request: Asked, consortium: Consortium) -> HttpResponse:
    """The lead invites somebody to a role, or the head of a school."""
    form = InviteToConsortiumForm(request.POST or None, consortium=consortium)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        head = found["kind"] == HEAD
        school = consortium.schools.get(urn=found["school"]) if head else None
        where = {"school": school} if head else {"consortium": consortium}
        try:
            sent = invite(email=found["email"], name=found["name"], kind=found["kind"], by=request.user, **where)
        except Refused as refused:
            form.refuse(refused, "email")
        else:
            messages.success(request, f"Invitation sent to {sent.email}. The link works once, for 30 days.")
            return redirect("consortium-people", slug=consortium.slug)
    context = {"consortium": consortium, "form": form}
    return render(request, "schools/consortium_invite.jinja", context, status=422 if form.errors else 200)


@access(role_in_led_consortium)
def end(request: Asked, role: Role) -> HttpResponse:
    """The lead ends a role in the consortium."""
    return end_page(request, role, "consortium-people", role.consortium.slug if role.consortium else "")


@require_POST
@access(led_consortium)
def take_back(request: Asked, consortium: Consortium, invitation_id: int) -> HttpResponse:
    """The lead withdraws an invitation."""
    invitation = get_object_or_404(invitations_to(consortium), pk=invitation_id)
    withdraw(invitation=invitation, by=request.user)
    messages.success(request, f"The invitation to {invitation.email} was withdrawn.")
    return redirect("consortium-people", slug=consortium.slug)


@access(led_consortium)
def districts(request: Asked, consortium: Consortium) -> HttpResponse:
    """The lead draws a district: a name, and the schools in it."""
    schools: list[School] = list(consortium.schools.select_related("district").order_by("name", "urn"))
    form = DistrictForm(request.POST or None, schools=schools)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        chosen = picked(form.cleaned_data["schools"], consortium)
        moved = draw_district(consortium=consortium, name=name, schools=chosen, by=request.user)
        messages.success(request, f"{name} has been drawn; {moved} schools moved into it.")
        return redirect("consortium", slug=consortium.slug)
    context = {"consortium": consortium, "form": form, "any": bool(schools)}
    return render(request, "schools/districts.jinja", context, status=422 if form.errors else 200)
