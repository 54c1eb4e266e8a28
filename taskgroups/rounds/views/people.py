"""The people of a round, when they can come, and where they may not sit; for the lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import plural
from taskgroups.people.asking import Asked
from taskgroups.rounds.chairs import rights_in
from taskgroups.rounds.domain.answer import answer_for, ask_availability
from taskgroups.rounds.forms import AskForm, AvailabilityForm, availability_as_shown
from taskgroups.rounds.models import Participant, Round
from taskgroups.rounds.policy import interests_of, open_round, participant_in_led_round
from taskgroups.rounds.queries import answered, grid, may_be_bound


@access(open_round)
def page(request: Asked, round: Round) -> HttpResponse:
    """Show who was asked and what they said; ask those who did not answer."""
    form = AskForm(request.POST if request.method == "POST" else None, initial={"until": round.answer_by})
    if request.method == "POST" and form.is_valid():
        try:
            sent = ask_availability(round=round, by=request.user, until=form.cleaned_data["until"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{plural(sent, 'letter')} sent." if sent else "Everybody has answered already.")
            return redirect("round-people", round.consortium.slug, round.number)
    people = answered(round)
    context = {
        "round": round,
        "form": form,
        "people": people,
        "missing": sum(one.participant.answered_at is None for one in people),
        "grid": grid(round, people),
        "may_chair": _accredited(round),
    }
    return render(request, "rounds/people.jinja", context, status=422 if form.errors else 200)


def _accredited(round: Round) -> set[int]:
    """Who may chair by rights; what somebody told one lead in private is not asked here."""
    return {key for key, right in rights_in(round.consortium, timezone.localdate()).items() if right.phases}


@access(participant_in_led_round)
def one(request: Asked, participant: Participant) -> HttpResponse:
    """Note what somebody told the lead, or look at what they said."""
    round, bound = participant.round, interests_of(participant)
    form = AvailabilityForm(
        request.POST if request.method == "POST" else None,
        days=list(round.half_days.all()),
        schools=may_be_bound(participant),
        initial=availability_as_shown(participant, bound),
    )
    if request.method == "POST" and form.is_valid():
        most = int(form.cleaned_data["most"])
        try:
            answer_for(participant=participant, by=request.user, said=form.said(), most=most, bound=form.bound())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Noted for {participant.person.name}.")
            return redirect("round-people", round.consortium.slug, round.number)
    context = {"round": round, "participant": participant, "form": form, "bound": bool(bound)}
    return render(request, "rounds/person.jinja", context, status=422 if form.errors else 200)
