"""Accounts, for administrators. No school's content is here."""

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.domain.account import close_account, open_account, take_codes_away
from taskgroups.schools.models import Role
from taskgroups.schools.policy import account, administrator, role_of_account, today
from taskgroups.schools.queries.accounts import find_accounts
from taskgroups.schools.views.staff import end_page


@access(administrator)
def index(request: Asked, person: Person) -> HttpResponse:
    """Show every account, found by name or e-mail address."""
    text, state, sort = asked(request, "q"), asked(request, "state"), asked(request, "sort") or "name"
    found = page_of(request, find_accounts(text, state, sort))
    context = {"page": found, "text": text, "state": state, "sort": sort}
    return render(request, "schools/accounts.jinja", context)


@access(account)
def page(request: Asked, person: Person) -> HttpResponse:
    """Show one account and its roles."""
    roles = person.roles.select_related("school", "consortium", "authority").order_by(
        F("ends").asc(nulls_first=True), "-starts", "pk"
    )
    context = {"holder": person, "page": page_of(request, roles), "today": today(), "codes": is_mfa_enabled(person)}
    return render(request, "schools/account.jinja", context)


@require_POST
@access(account)
def switch(request: Asked, person: Person) -> HttpResponse:
    """Close an account, or open it again."""
    with telling(request):
        if request.POST.get("to") == "closed":
            close_account(person=person, by=request.user)
            messages.success(request, f"{person.name}'s account is closed. They can no longer sign in.")
        else:
            open_account(person=person, by=request.user)
            messages.success(request, f"{person.name}'s account is open.")
    return redirect("account", account_id=person.pk)


@require_POST
@access(account)
def reset(request: Asked, person: Person) -> HttpResponse:
    """Send somebody the link with which they choose a new password."""
    form = ResetPasswordForm(data={"email": person.email})
    if person.is_active and form.is_valid():
        form.save(request)
        messages.success(request, f"A link to choose a new password was sent to {person.email}.")
    else:
        gone = "This person's details were taken out. The account stays closed."
        messages.error(request, gone if person.is_erased else "The account is closed. Open it first.")
    return redirect("account", account_id=person.pk)


@require_POST
@access(account)
def codes(request: Asked, person: Person) -> HttpResponse:
    """Take away the one-time codes of somebody who has lost their device."""
    try:
        had = take_codes_away(person=person, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = (
            f"{person.name}'s one-time codes are taken away, and they are signed out everywhere. A letter tells them."
        )
        messages.success(request, said if had else f"{person.name} has no one-time codes.")
    return redirect("account", account_id=person.pk)


@access(role_of_account)
def end(request: Asked, role: Role) -> HttpResponse:
    """End a role somebody holds."""
    return end_page(request, role, "account", role.person_id)
