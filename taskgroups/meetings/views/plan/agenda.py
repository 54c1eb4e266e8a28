"""Changing the agenda: order, minutes, items out, back and of one's own."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.design.lists import whole
from taskgroups.meetings import policy, queries
from taskgroups.meetings.agenda.minutes import MOST_MINUTES
from taskgroups.meetings.domain import agenda
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.plan.forms import OwnItemForm
from taskgroups.meetings.plan.situation import may_use_gaps
from taskgroups.people.asking import Asked


@access(policy.planned_task_group)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """Every item with its minutes, buttons to move and to leave it out; the minutes are kept with each press."""
    if request.method == "POST":
        return _post(request, group)
    return _show(request, group)


def _post(request: Asked, group: TaskGroup) -> HttpResponse:
    typed, wrong = _typed(request, group)
    base = request.POST.get("base", "")
    if wrong:
        return _show(request, group, typed=typed, wrong=wrong)
    minutes = {key: int(text) for key, text in typed.items()}
    try:
        agenda.set_minutes(group=group, by=request.user, base=whole(base) or 0, minutes=minutes)
        anchor = _press(request, group)
    except ChangedMeanwhile as outdated:
        return _show(request, outdated.now, typed=typed, outdated=outdated)
    except Refused as refused:
        messages.error(request, str(refused))
        anchor = ""
    return redirect(reverse("task-group-agenda", args=[group.public_id]) + anchor)


def _typed(request: Asked, group: TaskGroup) -> tuple[dict[int, str], dict[int, str]]:
    """The minutes as typed, and what is wrong with them, by the item's key."""
    typed, wrong = {}, {}
    for item in group.agenda.all():
        text = request.POST.get(f"minutes-{item.pk}", str(item.minutes)).strip()
        typed[item.pk] = text
        if not 1 <= (whole(text) or 0) <= MOST_MINUTES:
            wrong[item.pk] = f"{item.title} has ‘{text}’ minutes. Enter a whole number from 1 to {MOST_MINUTES}."
    return typed, wrong


def _press(request: Asked, group: TaskGroup) -> str:
    """Do what the pressed button says beyond keeping the minutes; return where on the page to go on."""
    verb, _, which = request.POST.get("do", "").partition(":")
    by, item = request.user, whole(which)
    if verb in ("up", "down") and item:
        agenda.move(group=group, by=by, item=item, places=-1 if verb == "up" else 1)
        return f"#item-{which}"
    if verb == "out" and item:
        agenda.take_out(group=group, by=by, item=item)
        messages.success(request, "The item is left out. You can put it back below.")
    elif verb == "back":
        agenda.put_back(group=group, by=by, title=which)
        messages.success(request, f"‘{which}’ is back on the agenda.")
    elif verb == "weigh":
        agenda.weigh(group=group, by=by, with_gaps=may_use_gaps(by, group))
        messages.success(request, "The minutes are shared out afresh.")
    else:
        messages.success(request, "The minutes are saved.")
    return ""


def _show(
    request: Asked,
    group: TaskGroup,
    *,
    typed: dict[int, str] | None = None,
    wrong: dict[int, str] | None = None,
    outdated: ChangedMeanwhile | None = None,
    form: OwnItemForm | None = None,
) -> HttpResponse:
    rows = queries.agenda_rows(group, with_school=policy.may_read_preparation(request.user, group))
    known = {
        "group": group,
        "rows": rows,
        "total": sum(row.item.minutes for row in rows),
        "typed": typed or {},
        "wrong": wrong or {},
        "outdated": outdated,
        "own": form or OwnItemForm(),
        "form": form,
    }
    status = 409 if outdated else 422 if wrong or (form and form.errors) else 200
    return render(request, "meetings/agenda.jinja", known, status=status)


@access(policy.planned_task_group)
def add(request: Asked, group: TaskGroup) -> HttpResponse:
    """Add an item of one's own."""
    form = OwnItemForm(request.POST or None)
    if request.method != "POST":
        return redirect("task-group-agenda", group.public_id)
    if form.is_valid() and _tried(form, lambda: agenda.add_own(group=group, by=request.user, **form.cleaned_data)):
        messages.success(request, "The item is on the agenda.")
        return redirect("task-group-agenda", group.public_id)
    return _show(request, group, form=form)


def _tried(form: OwnItemForm, work: Callable[[], object]) -> bool:
    try:
        work()
    except Refused as refused:
        form.refuse(refused)
        return False
    return True
