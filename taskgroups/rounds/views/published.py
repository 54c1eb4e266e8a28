"""Publishing a round, finding somebody for a place that fell free, and one's own part in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import whole
from taskgroups.meetings.models import Seat
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.rounds import shown
from taskgroups.rounds.domain.co_chair import add_co_chair, open_to_co_chair
from taskgroups.rounds.domain.publish import publish, why_not_yet
from taskgroups.rounds.domain.replace import replace, replacements
from taskgroups.rounds.models import Participant, Round
from taskgroups.rounds.policy import open_round, part_in_round, seat_in_led_round
from taskgroups.rounds.queries import heads_where, others_to_come, seats_shown


@access(open_round)
def page(request: Asked, round: Round) -> HttpResponse:
    """Say what publishing does and what stands against it; do it."""
    if request.method == "POST":
        try:
            publish(round=round, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("round-publish", round.consortium.slug, round.number)
        messages.success(request, "The round is published, and everybody with a part is invited.")
        return redirect("round", round.consortium.slug, round.number)
    wrong = why_not_yet(round)
    plan, others = None, []
    if round.current and not wrong:
        plan = shown.plan_of(round.current, shown.names_of([round.current.problem]))
        others = others_to_come([group.urn for group in plan.groups])
    return render(request, "rounds/publish.jinja", {"round": round, "wrong": wrong, "plan": plan, "others": others})


@access(seat_in_led_round)
def give_place(request: Asked, found: tuple[Round, Seat]) -> HttpResponse:
    """Show the three best to take a place that fell free; one press gives it to one of them."""
    round, seat = found
    if request.method == "POST":
        person = Person.objects.filter(pk=whole(request.POST.get("person", "")) or 0).first()
        with telling(request):
            if person is None:
                raise Refused("Nobody is chosen. Choose one of those shown.")
            new = replace(round=round, seat=seat, by=request.user, person=person)
            messages.success(request, f"{new.person.name} is invited, and {seat.person.name} is told.")
        return redirect("round", round.consortium.slug, round.number)
    known: dict[str, Any] = {"seat": seat, "round": round, "choices": [], "wrong": ""}
    try:
        if seat.left_at:
            raise Refused(f"{seat.person.name} has no place here any more. Look at the round again.")
        choices = replacements(round, seat)
        names = Person.objects.in_bulk([int(one.person) for one in choices])
        known["choices"] = [(names[int(one.person)], one.because) for one in choices]
    except Refused as refused:
        known["wrong"] = str(refused)
    return render(request, "rounds/give_place.jinja", known)


@access(seat_in_led_round)
def co_chair(request: Asked, found: tuple[Round, Seat]) -> HttpResponse:
    """Show who could chair together with the chair of a seat's Task Group; one press makes one of them co-chair."""
    round, group = found[0], found[1].task_group
    if request.method == "POST":
        person = Person.objects.filter(pk=whole(request.POST.get("person", "")) or 0).first()
        with telling(request):
            if person is None:
                raise Refused("Nobody is chosen. Choose one of those shown.")
            add_co_chair(round=round, group=group, by=request.user, person=person)
            messages.success(request, f"{person.name} is co-chair at {group.school.name}.")
        return redirect("round", round.consortium.slug, round.number)
    known: dict[str, Any] = {"seat": found[1], "round": round, "group": group, "members": [], "others": [], "wrong": ""}
    try:
        could = open_to_co_chair(round, group)
        names = Person.objects.in_bulk([int(one.person) for one in could.others])
        known |= {"members": could.members, "others": [(names[int(one.person)], one.because) for one in could.others]}
    except Refused as refused:
        known["wrong"] = str(refused)
    return render(request, "rounds/co_chair.jinja", known)


@access(part_in_round)
def mine(request: Asked, participant: Participant) -> HttpResponse:
    """Show somebody their own part in a published round, and when their school hosts."""
    round, own = participant.round, [role.school_id for role in heads_where(participant)]
    seats = seats_shown(round, request.user)
    context = {
        "round": round,
        "seats": list(seats.filter(person=request.user)),
        "hosted": list(seats.filter(task_group__school__in=own, part=Seat.Part.CHAIR)),
    }
    return render(request, "rounds/part.jinja", context)
