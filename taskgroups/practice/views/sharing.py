"""Letting a mentor see one's figures, taking that back, what the mentor sees, and deleting everything."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.practice import policy
from taskgroups.practice.account import Account
from taskgroups.practice.domain.forget import forget
from taskgroups.practice.domain.share import share, withdraw
from taskgroups.practice.forms import ShareForm
from taskgroups.practice.models import Share
from taskgroups.practice.queries import accounts_of, mentors_for, pages_of
from taskgroups.practice.trend import points
from taskgroups.schools.policy import anyone, today


@access(anyone)
def page(request: Asked, person: Person) -> HttpResponse:
    """Say who sees one's figures, and let somebody see them."""
    form = ShareForm(mentors_for(person), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = share(by=person, mentor=form.people[given["mentor"]], until=given["until"])
            messages.success(request, f"{made.mentor.name} sees your figures until {day(made.until)}.")
            return redirect("practice-sharing")
        except Refused as refused:
            form.refuse(refused)
    shares = Share.objects.open_on(today()).with_beside(today()).filter(owner=person).select_related("mentor")
    found = {"form": form, "shares": shares}
    return render(request, "practice/sharing.jinja", found, status=422 if form.errors else 200)


@access(policy.own_share)
@require_POST
def take_back(request: Asked, shared: Share) -> HttpResponse:
    """Withdraw a share at once."""
    withdraw(by=request.user, share_id=shared.pk)
    messages.success(request, "Withdrawn. Nothing of it is seen any more.")
    return redirect("practice-sharing")


@access(policy.shared_with)
def seen(request: Asked, shared: Share) -> HttpResponse:
    """Show a mentor the figures: no words of a meeting, no school's name, and no day to tell it by."""
    of_them = pages_of(shared.owner, request.GET.get("page"))
    groups = list(of_them)[::-1]
    first = of_them.paginator.count - of_them.end_index() + 1
    accounts = accounts_of(shared.owner, groups)
    rows = [(f"Task Group {n}", g.opened_at or g.starts_at, accounts[g.pk].whole) for n, g in enumerate(groups, first)]
    whole = Account(tuple(one for account in accounts.values() for one in account.heard))
    found = {"shared": shared, "account": whole, "trend": points(rows), "page": of_them, "months": True}
    return render(request, "practice/shared.jinja", found)


@access(anyone)
def delete(request: Asked, person: Person) -> HttpResponse:
    """Delete everything that is kept of one's practice, after asking once."""
    if request.method == "POST":
        forget(by=person)
        messages.success(request, "Deleted: everything that was kept of your practice.")
        return redirect("practice")
    return render(request, "practice/delete.jinja")
