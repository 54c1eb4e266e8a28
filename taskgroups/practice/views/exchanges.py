"""The trainer's set: what a school leader says, what one would say, and what that is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.talk.practice import Exchange
from taskgroups.kit.talk.practice import exchanges as the_set
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.practice import policy
from taskgroups.practice.domain.practise import practise
from taskgroups.practice.forms import AttemptForm
from taskgroups.practice.models import Attempt
from taskgroups.practice.queries import last_answers, practised
from taskgroups.schools.policy import anyone

SHOWN = 5


@access(anyone)
def page(request: Asked, person: Person) -> HttpResponse:
    """Show the set by theme, with how far this person has come. `?print` gives a sheet to write on."""
    themes: dict[str, list[Exchange]] = {}
    for each in the_set():
        themes.setdefault(each.theme, []).append(each)
    attempts = list(Attempt.objects.filter(person=person))
    found = {"themes": themes, "last": last_answers(attempts), "score": practised(person, attempts)}
    sheet = "print" in request.GET
    return render(request, "practice/sheet.jinja" if sheet else "practice/exchanges.jinja", found)


@access(policy.an_exchange)
def one(request: Asked, exchange: Exchange) -> HttpResponse:
    """Show one exchange; take an answer to it, and say what it is, with two good questions."""
    form = AttemptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        practise(by=request.user, exchange=exchange, text=form.cleaned_data["text"])
        return redirect("practice-exchange", exchange.slug)
    tried = list(Attempt.objects.filter(person=request.user, exchange=exchange.slug)[: SHOWN + 1])
    slugs = [each.slug for each in the_set()]
    place = slugs.index(exchange.slug)
    found = {
        "exchange": exchange,
        "form": form,
        "latest": tried[0] if tried else None,
        "earlier": tried[1:],
        "place": place + 1,
        "number": len(slugs),
        "next": slugs[place + 1] if place + 1 < len(slugs) else "",
    }
    return render(request, "practice/exchange.jinja", found, status=422 if form.errors else 200)
