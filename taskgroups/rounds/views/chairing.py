"""Not chairing for a time: said privately to one lead, read by that lead alone, taken back at any time."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.people.asking import Asked
from taskgroups.rounds.chairs import not_chairing
from taskgroups.rounds.domain.stand_back import LEADS, chair_again, leads_of, mark_read, stand_back
from taskgroups.rounds.forms import NotChairingForm
from taskgroups.rounds.models import NotChairing
from taskgroups.rounds.policy import chairs_in, told_not_chairing
from taskgroups.schools.models import Consortium

USUAL = timedelta(days=120)  # about a term


@access(chairs_in)
def page(request: Asked, consortium: Consortium) -> HttpResponse:
    """Say that one does not chair for now, why if one likes, and what one would do instead."""
    leads = {str(one.pk): one for one in leads_of(consortium)}
    said = not_chairing(consortium, timezone.localdate()).filter(person=request.user).select_related("told").first()
    form = NotChairingForm(
        request.POST if request.method == "POST" else None, leads=list(leads.values()), initial=_as_said(said)
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = form.cleaned_data | {"told": leads.get(form.cleaned_data["told"])}
            stand_back(consortium=consortium, by=request.user, **found)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "It is noted. Rounds take you as not chairing until that day.")
            return redirect("chairing", consortium.slug)
    context = {"consortium": consortium, "form": form, "said": said, "nobody": "" if leads else LEADS}
    return render(request, "rounds/chairing.jinja", context, status=422 if form.errors else 200)


def _as_said(said: NotChairing | None) -> dict[str, Any]:
    if said is None:
        return {"until": timezone.localdate() + USUAL}
    return {"told": str(said.told_id), "reason": said.reason, "instead": said.instead, "until": said.until}


@require_POST
@access(chairs_in)
def again(request: Asked, consortium: Consortium) -> HttpResponse:
    """Chair again: what was said is deleted."""
    chair_again(consortium=consortium, by=request.user)
    messages.success(request, "You may be asked to chair again. What you had said is deleted.")
    return redirect("chairing", consortium.slug)


@access(told_not_chairing)
def told(request: Asked, word: NotChairing) -> HttpResponse:
    """Show the lead what they were told; one press takes it off their Home."""
    if request.method == "POST":
        mark_read(word)
        return redirect("chairing-told", word.consortium.slug, word.person_id)
    return render(request, "rounds/told.jinja", {"word": word, "consortium": word.consortium})
