"""The rounds of a consortium: the list, one with its steps, its half-days and its hosts."""

from collections.abc import Sequence
from datetime import date, time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import page_of
from taskgroups.kit.design.words import listed, plural, weekday
from taskgroups.people.asking import Asked
from taskgroups.rounds.domain import make
from taskgroups.rounds.forms import HALVES, HalfDaysForm, HostsForm, TermsForm, coming_terms, terms_as_shown
from taskgroups.rounds.half_days import every_week, unusual
from taskgroups.rounds.models import Round
from taskgroups.rounds.policy import consortium_with_rounds, led_round, open_round
from taskgroups.rounds.queries import groups_now, hosts_in_order, proposed_hosts, rounds_for
from taskgroups.rounds.steps import steps_of
from taskgroups.schools.models import Consortium
from taskgroups.schools.policy import leads, led_consortium

USUAL = {"panel_size": 2, "morning": time(9, 30), "afternoon": time(13, 30), "minutes": 120}


@access(consortium_with_rounds)
def index(request: Asked, consortium: Consortium) -> HttpResponse:
    """Show the rounds of a consortium."""
    context = {
        "consortium": consortium,
        "page": page_of(request, rounds_for(request.user, consortium)),
        "lead": leads(request.user, consortium),
    }
    return render(request, "rounds/index.jinja", context)


@access(led_consortium)
def new(request: Asked, consortium: Consortium) -> HttpResponse:
    """Set a round up."""
    usual = USUAL | {"term": coming_terms(timezone.localdate())[1][0]}
    form = TermsForm(request.POST if request.method == "POST" else None, initial=usual)
    if request.method == "POST" and form.is_valid():
        made = make.make_round(consortium=consortium, by=request.user, terms=form.terms())
        messages.success(request, "The round is set up. Add the half-days next.")
        return redirect("round-half-days", consortium.slug, made.number)
    context = {"consortium": consortium, "form": form, "round": None}
    return render(request, "rounds/terms.jinja", context, status=422 if form.errors else 200)


@access(led_round)
def page(request: Asked, round: Round) -> HttpResponse:
    """Show how far a round is, step by step."""
    return render(
        request,
        "rounds/round.jinja",
        {"round": round, "steps": steps_of(round), "groups": groups_now(round, request.user)},
    )


@access(open_round)
def change(request: Asked, round: Round) -> HttpResponse:
    """Change a round as a whole."""
    form = TermsForm(request.POST if request.method == "POST" else None, initial=terms_as_shown(round))
    if request.method == "POST" and form.is_valid():
        try:
            make.change_terms(round=round, by=request.user, terms=form.terms())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("round", round.consortium.slug, round.number)
    context = {"consortium": round.consortium, "form": form, "round": round}
    return render(request, "rounds/terms.jinja", context, status=422 if form.errors else 200)


@access(open_round)
def half_days(request: Asked, round: Round) -> HttpResponse:
    """Show the half-days, and add some."""
    form = HalfDaysForm(request.POST if request.method == "POST" else None, initial={"weeks": 1})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        try:
            days, halves = list(every_week(found["day"], found["weeks"])), HALVES[found["half"]]
            added = make.add_half_days(round=round, by=request.user, days=days, halves=halves)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{plural(added, 'half-day')} added." if added else "They were there already.")
            _ask_about_unusual(request, round, days)
            return redirect("round-half-days", round.consortium.slug, round.number)
    context = {"round": round, "form": form, "half_days": list(round.half_days.all())}
    return render(request, "rounds/half_days.jinja", context, status=422 if form.errors else 200)


def _ask_about_unusual(request: Asked, round: Round, days: Sequence[date]) -> None:
    """Ask about days that are likely to be a slip; they are kept all the same, since the lead knows."""
    if odd := unusual(days, round.term, round.year):
        where = f"At a weekend, or not in the {str(round).lower()}: {listed([weekday(one) for one in odd])}."
        messages.warning(request, f"Is that right? {where} Take away what was a slip.")


@require_POST
@access(open_round)
def remove_half_day(request: Asked, round: Round, half_day: int) -> HttpResponse:
    """Take a half-day away."""
    with telling(request):
        make.take_half_day_away(round=round, by=request.user, half_day=half_day)
    return redirect("round-half-days", round.consortium.slug, round.number)


@access(open_round)
def hosts(request: Asked, round: Round) -> HttpResponse:
    """Choose who hosts: in order, each with its reason; the first are proposed."""
    order = hosts_in_order(round.consortium)
    kept = list(round.hosts.values_list("school__urn", flat=True))
    proposed = kept or proposed_hosts(order, round.participants.count(), round.panel_size)
    form = HostsForm(
        request.POST if request.method == "POST" else None,
        choices=[(one.urn, one.name) for one in order],
        hints={one.urn: one.because for one in order},
        initial={"hosts": proposed},
    )
    if request.method == "POST" and form.is_valid():
        try:
            urns = [int(urn) for urn in form.cleaned_data["hosts"]]
            many = make.choose_hosts(round=round, by=request.user, urns=urns)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"{plural(many, 'school')} will host.")
            return redirect("round", round.consortium.slug, round.number)
    context = {"round": round, "form": form, "any": bool(order), "kept": bool(kept)}
    return render(request, "rounds/hosts.jinja", context, status=422 if form.errors else 200)
