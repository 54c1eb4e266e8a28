"""In the room, for the chair alone: what the words being written are, the counter, and the balance on request."""

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from taskgroups.kit import talk
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.away import delivery
from taskgroups.kit.design.lists import whole
from taskgroups.meetings.models import AgendaItem, Event, TaskGroup
from taskgroups.meetings.room.queries import agenda_of
from taskgroups.meetings.views.room.run import key_of, refused_at
from taskgroups.people.asking import Asked
from taskgroups.practice import policy, room
from taskgroups.practice.account import ADVICE, CODED, Account, Heard, known_by
from taskgroups.practice.domain.tap import tap, untap
from taskgroups.practice.queries import account_of
from taskgroups.practice.rewording import instead_of

LONGEST = 2000
A_MOMENT = timedelta(minutes=1)


@access(policy.own_room)
@require_POST
def label(request: Asked, group: TaskGroup) -> HttpResponse:
    """Say what the words being written are, and why. Nothing is kept."""
    text = request.POST.get("text", "")[:LONGEST].strip()
    if not text:
        return render(
            request, "practice/_label.jinja", {"group": group, "said": None, "logged": _just_logged(request, group)}
        )
    said = talk.label(text)
    found = talk.clauses(text)
    advice = [one for one in found if one.act == ADVICE]
    item = item_of(request, group)
    last = advice[-1] if advice else None
    rewordings = instead_of(last.text, group, item, _focus(group, item), last.kind) if last else []
    others = [one for one in found if one.act in CODED and one.text != said.text]
    return render(
        request, "practice/_label.jinja", {"said": said, "advice": advice, "others": others, "rewordings": rewordings}
    )


def _focus(group: TaskGroup, item: AgendaItem | None) -> str:
    """Return the slug of the descriptor everybody looks at under an item, or ''."""
    turned = group.events.filter(kind=Event.Kind.FOCUS, item=item).order_by("-number")
    return turned.values_list("descriptor", flat=True).first() or ""


def _just_logged(request: Asked, group: TaskGroup) -> Heard | None:
    """Return what the chair's own words are known by, where they were logged a moment ago."""
    logged = [one for one in account_of(request.user, group).heard if one.source == "own" and one.at]
    if not logged or not logged[-1].at or timezone.now() - logged[-1].at >= A_MOMENT:
        return None
    line = logged[-1].mark.rpartition("-")[0]
    return known_by([one for one in logged if one.mark.rpartition("-")[0] == line])


@access(policy.own_account)
@require_POST
def count(request: Asked, group: TaskGroup) -> HttpResponse:
    """Count one tap of the chair's."""
    item = item_of(request, group)
    try:
        tap(
            by=request.user,
            group=group,
            act=request.POST.get("act", ""),
            item=item,
            key=key_of(request),
            at=delivery.told_at(request),
        )
    except Refused as refused:
        return refused_at(request, group, refused)
    return _counter(request, group, item)


@access(policy.own_account)
@require_POST
def take_back(request: Asked, group: TaskGroup) -> HttpResponse:
    """Take back the tap the button stood for."""
    untap(by=request.user, group=group, key=key_of(request) or uuid.uuid4())
    return _counter(request, group, item_of(request, group))


@access(policy.own_account)
def balance(request: Asked, group: TaskGroup) -> HttpResponse:
    """Show a chair, and nobody else, how much was asked and how much advised while they chaired."""
    account = account_of(request.user, group)
    return render(request, "practice/balance.jinja", {"group": group, **by_item(account, agenda_of(group))})


def by_item(account: Account, agenda: list[AgendaItem]) -> dict[str, Any]:
    """Return the account, and its rows: each item of the agenda with its balance, in order."""
    titles = [(item.pk, item.title) for item in agenda]
    rows = [(title, account.by_item[key]) for key, title in titles if key in account.by_item]
    if None in account.by_item:
        rows.append(("No item", account.by_item[None]))
    return {"account": account, "rows": rows}


def item_of(request: Asked, group: TaskGroup) -> AgendaItem | None:
    """Return the agenda item the form names, if it is on this agenda."""
    return group.agenda.filter(pk=whole(request.POST.get("item", "")) or 0).first()


def _counter(request: Asked, group: TaskGroup, item: AgendaItem | None) -> HttpResponse:
    if delivery.is_delivery(request):
        return delivery.done()
    if not request.headers.get("HX-Request"):
        return redirect("task-group-room", group.public_id)
    account = account_of(request.user, group)
    own = {"taps": room.taps_of(account, item), "last": room.last_tap(account)}
    return render(request, "practice/_counter.jinja", {"group": group, "own": own, "item": item})
