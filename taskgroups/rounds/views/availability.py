"""Saying when one can come, by the link in a letter, without an account. Looking never writes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import public
from taskgroups.kit.access.refused import Refused
from taskgroups.rounds.domain.answer import answer, why_closed
from taskgroups.rounds.forms import AvailabilityForm, availability_as_shown
from taskgroups.rounds.models import Participant
from taskgroups.rounds.policy import interests_of
from taskgroups.rounds.queries import may_be_bound

WHY = "the link in the letter is known only to the person asked, and shows them what they said themselves"


@public(WHY)
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the half-days with what was said, and keep what is said now."""
    known = Participant.objects.select_related("person", "school", "round__consortium", "round__made_by")
    participant = known.filter(token=token, person__is_active=True).first()
    if participant is None:
        return render(request, "rounds/availability_unknown.jinja", status=404)
    round = participant.round
    if why := why_closed(participant):
        said = "The plan is published" if round.published_at else "This link is closed"
        return render(request, "rounds/availability_over.jinja", {"round": round, "over": why, "said": said})
    bound = interests_of(participant)
    form = AvailabilityForm(
        request.POST if request.method == "POST" else None,
        days=list(round.half_days.all()),
        schools=may_be_bound(participant),
        initial=availability_as_shown(participant, bound),
    )
    if request.method == "POST" and form.is_valid():
        try:
            most = int(form.cleaned_data["most"])
            answer(participant=participant, said=form.said(), most=most, bound=form.bound())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Thank you. It is noted. You may change it until the plan is published.")
            return redirect("availability", token)
    context = {"round": round, "participant": participant, "form": form, "bound": bool(bound)}
    return render(request, "rounds/availability.jinja", context, status=422 if form.errors else 200)
