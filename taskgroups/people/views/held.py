"""What somebody was sending when their sign-in ran out."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access import held as kept
from taskgroups.people.models import Person
from taskgroups.people.policy import oneself

SHORT = 12  # characters of what is a number, a day or a choice, and no words of theirs
BEFORE = "was"  # the field in which a form carries what stood when they began
KEY = re.compile(r"[a-z0-9_-]+")  # how a choice or a form's own key is written


@access(oneself)
def page(request: HttpRequest, person: Person) -> HttpResponse:
    """Show the words that were kept, with a button that sends them on; or go home where there are none."""
    found = kept.take(request)
    if request.method == "POST" or found is None:
        kept.forget(request)
        return redirect("home")
    written = [value for name, value in found["fields"] if name != BEFORE]
    words = [value for value in written if len(value) > SHORT and not KEY.fullmatch(value)]
    return render(request, "people/held.jinja", {"held": found, "words": words})
