"""What somebody was sending when their sign-in ran out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access import held as kept
from taskgroups.people.models import Person
from taskgroups.people.policy import oneself


@access(oneself)
def page(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the words that were kept, with a button that sends them on; or go home where there are none."""
    found = kept.take(request)
    if request.method == "POST" or found is None:
        kept.forget(request)
        return redirect("home")
    return render(request, "people/held.jinja", {"held": found})
