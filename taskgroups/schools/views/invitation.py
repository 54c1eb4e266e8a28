"""Taking up an invitation by its link."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import public
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools.domain.invite import accept, amiss, join, lasts_of
from taskgroups.schools.forms.people import JoinForm
from taskgroups.schools.models import Invitation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public("somebody who is invited has no account yet; the link itself is the key")
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is offered; take it up with the account one has, or with a new one."""
    wanted = Invitation.objects.select_related("school", "consortium", "authority", "by")
    invitation = wanted.filter(token=token).first()
    if invitation is None:
        raise Http404
    told = amiss(invitation)
    if request.method == "POST" and invitation.accepted_at and _is_for(request, invitation):
        return redirect("home")  # the second press of a button that has done its work
    if not told and request.user.is_authenticated:
        return _for_the_signed_in(request, invitation, request.user)
    if not told and not Person.objects.filter(email=invitation.email).exists():
        return _for_the_new(request, invitation)
    return _shown(request, invitation, told=told, sign_in=not told)


def _is_for(request: HttpRequest, invitation: Invitation) -> bool:
    return request.user.is_authenticated and request.user.email == invitation.email


def _shown(request: HttpRequest, invitation: Invitation, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "invitation": invitation,
        "told": "",
        "sign_in": False,
        "form": None,
        "lasts": lasts_of(invitation),
        **more,
    }
    answer = render(request, "schools/invitation.jinja", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _for_the_signed_in(request: HttpRequest, invitation: Invitation, person: Person) -> HttpResponse:
    if person.email != invitation.email:
        return _shown(request, invitation, told="This invitation is for another e-mail address than yours. "
                      "Sign out, then open the link again.")  # fmt: skip
    if request.method != "POST":
        return _shown(request, invitation)
    try:
        role = accept(invitation=invitation, by=person)
    except Refused as refused:
        return _shown(request, invitation, told=str(refused))
    what = f"{role.title or role.get_kind_display()}, {role.place}"
    until = f", until {day(role.ends)}" if role.ends else ""
    messages.success(
        request, f"You will be {what}, from {day(role.starts)}." if role.waits else f"You are now {what}{until}."
    )
    return redirect("home")


def _for_the_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        try:
            name, password = form.cleaned_data["name"], form.cleaned_data["password"]
            person = join(invitation=invitation, name=name, password=password)
        except Refused as refused:
            return _shown(request, invitation, told=str(refused))
        login(request, person, backend=BACKEND)
        messages.success(request, f"Welcome, {person.name}. Your account is ready.")
        return redirect("home")
    return _shown(request, invitation, status=422 if form.errors else 200, form=form)
