"""Offering a part to those without one, and answering without an account. Looking never writes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access import access, public
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import page_of
from taskgroups.kit.design.words import day
from taskgroups.participation.domain.offer import answer, lasts_of, next_round, offer, sent_words, why_closed
from taskgroups.participation.forms import OfferForm
from taskgroups.participation.models import Offer
from taskgroups.participation.parts import Taking, narrowed, year_of
from taskgroups.participation.queries import Year, offers_of
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.rounds.models import Participant
from taskgroups.schools.models import Consortium
from taskgroups.schools.policy import led_consortium

WHY = "the link in the letter is known only to the person asked, and shows them what they are offered"


@access(led_consortium)
def page(request: Asked, consortium: Consortium) -> HttpResponse:
    """Choose a part, and whom of those without one to offer it; one press writes to them."""
    year = Year(consortium, year_of(timezone.localdate()), request.user)
    found = page_of(request, narrowed(year.people(), "", none_yet=True))
    offers, round = offers_of(consortium), next_round(consortium)
    rows = [(one, _hint(one, offers.get(one.key), is_asker=one.key == request.user.pk)) for one in found]
    known = {*offers, request.user.pk}
    free = [str(one.key) for one in found if not one.planned and one.key not in known]
    form = OfferForm(
        request.POST if request.method == "POST" else None, rows=rows, round=str(round or ""), initial={"people": free}
    )
    if request.method == "POST" and form.is_valid():
        people = list(Person.objects.filter(pk__in=form.keys(), is_active=True).order_by("name", "pk"))
        try:
            many = offer(consortium=consortium, by=request.user, people=people, kind=form.cleaned_data["kind"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, sent_words(many))
            return redirect("participation", consortium.slug)
    context = {"consortium": consortium, "form": form, "page": found, "round": round}
    return render(request, "participation/offers.jinja", context, status=422 if form.errors else 200)


def _hint(one: Taking, asked: Offer | None, *, is_asker: bool) -> str:
    """What a lead should know before asking: what they are, what is planned, and what they were asked and said."""
    planned = "; ".join(f"{part.words} at {part.school}, {day(part.on)}" for part in one.planned)
    told = ["You" if is_asker else "", one.what, f"Planned: {planned}" if planned else "", asked.told if asked else ""]
    return ". ".join(filter(None, told)) + "."


@public(WHY)
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody is offered, and keep yes or not now."""
    known = Offer.objects.select_related("person", "by", "consortium", "round")
    made = known.filter(token=token, person__is_active=True).first()
    if made is None:
        return render(request, "participation/offer_unknown.jinja", status=404)
    wrong = ""
    if request.method == "POST":
        try:
            made = answer(made=made, reply=request.POST.get("answer", ""))
        except Refused as refused:
            wrong = str(refused)
        else:
            messages.success(request, "Thank you. It is noted, and you may change it.")
            return redirect(_next(made))
    context = {"made": made, "closed": why_closed(made), "wrong": wrong, "kind": Offer.Kind, "lasts": lasts_of(made)}
    return render(request, "participation/offer.jinja", context, status=422 if wrong else 200)


def _next(made: Offer) -> str:
    """Where an answer leads: who takes part in a round says when they can come, others see what they said."""
    if made.reply == Offer.Reply.YES and made.round:
        one = Participant.objects.filter(round=made.round, person=made.person).first()
        if one:
            return reverse("availability", args=[one.token])
    return reverse("offer", args=[made.token])
