"""Taking words out for good: filled in, looked at, done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings import policy
from taskgroups.meetings.domain.take_out import checked, take_out
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.taken_out.forms import TakeOutForm
from taskgroups.meetings.taken_out.looking import guessed, places_of, taken_out_before
from taskgroups.meetings.views.room.page import number
from taskgroups.people.asking import Asked
from taskgroups.schools.policy import is_head


@access(policy.opened_to_take_out)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """Ask which words and why; show where they stand; take them out at the second press."""
    own, posted = is_head(request.user, group.school), request.method == "POST"
    first = {} if posted else {"words": guessed(group, number(request, "entry"))}
    form = TakeOutForm(request.POST if posted else None, initial=first)
    places = None
    if posted and form.is_valid():
        try:
            if request.POST.get("do") == "take-out" and request.POST.get("looked") == form.looked:
                take_out(by=request.user, group=group, wanted=form.wanted, reason=form.cleaned_data["reason"], own=own)
                messages.success(request, "The words are taken out for good.")
                return redirect("task-group-take-out", group.public_id)
            checked(form.wanted, form.cleaned_data["reason"])
            places = places_of(group, form.wanted, person=request.user, own=own)
        except Refused as refused:
            form.refuse(refused)
    wide = policy.reaches_the_school(request.user, group)
    found = {"group": group, "form": form, "places": places, "own": own, "before": taken_out_before(group)}
    page = "meetings/taken_out/page.jinja"
    return render(request, page, found | {"here": "record", "wide": wide}, status=422 if form.errors else 200)
