"""What is kept under an e-mail address, sent to that address or taken out. No page shows what it is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.bulletin.domain.forget import forget_address, send_what_is_kept
from taskgroups.bulletin.say.forms import KeptForm
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import plural
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.policy import administrator

NOTHING = "Nothing is kept under this address."


def _send(person: Person, email: str) -> str:
    found = send_what_is_kept(by=person, email=email)
    return f"Sent to that address: {plural(found, 'thing')}." if found else NOTHING


def _forget(person: Person, email: str) -> str:
    gone = forget_address(by=person, email=email)
    return f"Taken out: {plural(gone, 'thing')}." if gone else NOTHING


SENT_OR_GONE = {"send": _send, "forget": _forget}


@access(administrator)
def page(request: Asked, person: Person) -> HttpResponse:
    """Ask for an address and what is wanted, and do it."""
    form = KeptForm(request.POST if request.method == "POST" else None, initial={"do": "send"})
    if request.method == "POST" and form.is_valid():
        try:
            said = SENT_OR_GONE[form.cleaned_data["do"]](person, form.cleaned_data["email"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, said)
            return redirect("heads-up-kept")
    return render(request, "bulletin/kept.jinja", {"form": form}, status=422 if form.errors else 200)
