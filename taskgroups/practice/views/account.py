"""The private pages: one Task Group, all of them, and recoding a clause."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.room.queries import agenda_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.practice import policy
from taskgroups.practice.account import Account, Heard
from taskgroups.practice.domain.recode import forget_code, recode
from taskgroups.practice.forms import CodeForm
from taskgroups.practice.models import Share, Transcript
from taskgroups.practice.queries import account_of, accounts_of, pages_of
from taskgroups.practice.rewording import instead_of
from taskgroups.practice.trend import points
from taskgroups.practice.views.room import by_item
from taskgroups.schools.policy import anyone, today

CLAUSES, ADVICE_AT_ONCE = 200, 50  # on a page: a meeting of two hours has some five hundred clauses of its chair


@access(policy.own_figures)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """Show one Task Group of the person's own: the balance by item, the kinds, each advice in its place.

    Where only the school itself opens the Task Group now, because it leaves, their own figures alone.
    """
    account = account_of(request.user, group)
    if policy.own_account(request.user, group.public_id) is None:
        return render(request, "practice/figures.jinja", {"group": group, "account": account})
    agenda = agenda_of(group)
    items = {item.pk: item for item in agenda}
    listed = _listed(request, account)
    placed = [(one, items.get(one.item or 0)) for one in listed["advised"]]
    advice = [(one, item, instead_of(one.text, group, item, kind=one.kind)) for one, item in placed]
    transcript = Transcript.objects.filter(person=request.user, task_group=group).first()
    kept = policy.own_kept(request.user, group.public_id)
    found = {"group": group, "advice": advice, "transcript": transcript, "kept": kept, **by_item(account, agenda)}
    return render(request, "practice/task_group.jinja", {**found, **listed})


def _listed(request: Asked, account: Account) -> dict[str, Any]:
    """The pages of clauses and of advice that the address asks for, or all on one, to print. Figures are never cut."""
    many = max(len(account.worded), 1) if request.GET.get("all") else 0
    worded, advised = Paginator(account.worded, many or CLAUSES), Paginator(account.advice, many or ADVICE_AT_ONCE)
    return {
        "worded": worded.get_page(request.GET.get("page")), "advised": advised.get_page(request.GET.get("advice")),
        "opened": "page" in request.GET or "all" in request.GET, "whole": bool(many),
    }  # fmt: skip


def _back(group: TaskGroup, account: Account, heard: Heard) -> HttpResponse:
    """Go back to where a clause stands; where there are pages, to its page."""
    place, many = reverse("task-group-practice", args=[group.public_id]), len(account.worded)
    if many <= CLAUSES:
        return redirect(place)
    return redirect(f"{place}?page={account.worded.index(heard) // CLAUSES + 1}#{heard.mark}")


@access(policy.own_account)
def clause(request: Asked, group: TaskGroup, mark: str) -> HttpResponse:
    """Say what one clause was. The machine's label stays beside it."""
    account = account_of(request.user, group)
    heard = next((one for one in account.worded if one.mark == mark), None)
    if heard is None:
        return redirect("task-group-practice", group.public_id)
    form = CodeForm(heard, request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("do") == "machine":
        forget_code(by=request.user, group=group, heard=heard)
        return _back(group, account, heard)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            recode(by=request.user, group=group, heard=heard, act=given["act"], kind=given["kind"])
            return _back(group, account, heard)
        except Refused as refused:
            form.refuse(refused)
    status = 422 if form.errors else 200
    return render(request, "practice/clause.jinja", {"group": group, "heard": heard, "form": form}, status=status)


@access(anyone)
def overall(request: Asked, person: Person) -> HttpResponse:
    """Show what is the person's own, a page of Task Groups at a time: the share from one to the next, and each."""
    of_them = pages_of(person, request.GET.get("page"))
    groups = list(of_them)[::-1]
    accounts = accounts_of(person, groups)
    rows = [(g.school.name, g.opened_at or g.starts_at, accounts[g.pk].whole) for g in groups]
    found = {
        "account": Account(tuple(one for account in accounts.values() for one in account.heard)),
        "trend": points(rows),
        "page": of_them,
        "groups": [(g, accounts[g.pk]) for g in groups],
        "seen": Share.objects.seen_on(today()).filter(mentor=person).select_related("owner"),
        "shares": Share.objects.seen_on(today()).filter(owner=person).select_related("mentor"),
    }
    return render(request, "practice/overall.jinja", found)
