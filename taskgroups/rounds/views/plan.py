"""The plan of a round: worked out, looked at, worked out again around what the lead keeps or rules out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import whole
from taskgroups.people.asking import Asked
from taskgroups.rounds import shown
from taskgroups.rounds.domain import solve
from taskgroups.rounds.domain.publish import what_is_new
from taskgroups.rounds.models import Fix, Round, Solution
from taskgroups.rounds.policy import led_round, open_round
from taskgroups.rounds.queries import kept_days
from taskgroups.rounds.solving.comparing import cost
from taskgroups.rounds.solving.wording import no_plan

State = Solution.State
LET_GO = "Let go. Work the plan out again to see what it changes."


@access(led_round)
def page(request: Asked, round: Round) -> HttpResponse:
    """Show the plan, how far a new one is, and what it would cost."""
    latest, current = round.solutions.first(), round.current
    tried = latest if latest and latest.pk != round.current_id else None
    names = shown.names_of([one.problem for one in (current, tried) if one])
    fixes = list(round.fixes.select_related("person", "school").order_by("school__name", "person__name"))
    context = {
        "round": round,
        "tried": tried,
        "state": State,
        "plan": shown.plan_of(current, names, fixes) if current else None,
        "cost": cost(current.plan, tried.plan, names) if current and tried and tried.state == State.FOUND else None,
        "why": no_plan(tried.plan["hints"], names) if tried and tried.state == State.NONE else None,
        "new": what_is_new(round, fixes) if current and not tried else [],
        "fixes": fixes,
        "days": list(kept_days(round)),
        "kinds": Fix.Kind,
    }
    return render(request, "rounds/plan.jinja", context)


@require_POST
@access(open_round)
def work_out(request: Asked, round: Round) -> HttpResponse:
    """Work a plan out."""
    with telling(request):
        asked = solve.ask_for_plan(round=round, by=request.user)
        if asked.asked_by_id != request.user.pk:
            told = f"{asked.asked_by.name} has asked for a plan already. It is worked out once, for both of you."
            messages.info(request, told)
    return _back(round)


@require_POST
@access(open_round)
def fix(request: Asked, round: Round) -> HttpResponse:
    """Keep a placing, or rule it out, and work the plan out again around it."""
    kind = request.POST.get("kind", "")
    who = round.participants.filter(person=whole(request.POST.get("person", "")) or 0).select_related("person").first()
    host = round.hosts.filter(school__urn=whole(request.POST.get("urn", "")) or 0).select_related("school").first()
    with telling(request):
        solve.try_fix(
            round=round,
            by=request.user,
            person=who.person if who else None,
            school=host.school if host else None,
            kind=kind if kind in Fix.Kind.values else Fix.Kind.BAR,
            chairs=bool(request.POST.get("chairs")),
        )
    return _back(round)


@require_POST
@access(open_round)
def let_go(request: Asked, round: Round, fix: int) -> HttpResponse:
    """No longer keep a placing, or rule it out."""
    with telling(request):
        solve.let_go(round=round, by=request.user, fix=fix)
        messages.success(request, LET_GO)
    return _back(round)


@require_POST
@access(open_round)
def half_day(request: Asked, round: Round, urn: int) -> HttpResponse:
    """Keep the half-day that the plan gives a school, or let go of the one kept for it."""
    slot = request.POST.get("slot", "")
    found = next((one for one in round.half_days.all() if one.slot == slot), None)
    with telling(request):
        if slot and found is None:
            raise Refused("That half-day is no longer in the round. Look at the plan again.")
        if solve.keep_half_day(round=round, by=request.user, urn=urn, half_day=found):
            again = "It is kept when the plan is worked out again." if found else LET_GO
            messages.success(request, again)
    return _back(round)


@require_POST
@access(open_round)
def take(request: Asked, round: Round, solution: int) -> HttpResponse:
    """Take the plan that came out."""
    with telling(request):
        solve.take(round=round, by=request.user, solution=solution)
    return _back(round)


@require_POST
@access(open_round)
def leave(request: Asked, round: Round, solution: int) -> HttpResponse:
    """Cancel what is in hand, or leave what came out, with what was tried in it."""
    with telling(request):
        solve.leave(round=round, by=request.user, solution=solution)
    return _back(round)


def _back(round: Round) -> HttpResponse:
    return redirect("round-plan", round.consortium.slug, round.number)
