"""Heads Up by e-mail: asking for it, leaving it by one press without signing in, and sending an issue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from taskgroups.bulletin.by_email.forms import AskForm
from taskgroups.bulletin.by_email.letters import written
from taskgroups.bulletin.domain import edition as sending
from taskgroups.bulletin.domain import subscribe
from taskgroups.bulletin.models import Edition, Issue, Subscriber
from taskgroups.bulletin.policy import edited_issue
from taskgroups.bulletin.say.seal import place_of
from taskgroups.kit.access import access, public
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person

WHY = "anybody may get the bulletin by e-mail; what is said is the same for every address"
BY_LETTER = "the link in the letter is known only to whoever reads that address, and shows nothing of them"


@public(WHY)
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """Ask for an address; somebody who is signed in needs none."""
    person = request.user if request.user.is_authenticated else None
    form = AskForm(request.POST if request.method == "POST" and not person else None)
    if request.method == "POST" and person:
        _switch(request, person)
        return redirect("heads-up-by-email")
    if request.method == "POST" and form.is_valid():
        try:
            place = place_of(request.META.get("REMOTE_ADDR", ""))
            subscribe.ask_for_it(email=form.cleaned_data["email"], place=place)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(f"{request.path}?sent=yes")
    sent = request.GET.get("sent") == "yes" and not form.is_bound and not person
    context = {"form": form, "sent": sent, "gets_it": person is not None and subscribe.gets_it(person)}
    return render(request, "bulletin/by_email.jinja", context, status=422 if form.errors else 200)


def _switch(request: HttpRequest, person: Person) -> None:
    if request.POST.get("to") == "join":
        subscribe.join(by=person)
        messages.success(request, "Heads Up comes to your e-mail address from now on.")
    elif request.POST.get("to") == "leave":
        subscribe.stop(email=person.email)
        messages.success(request, "You get Heads Up by e-mail no more.")


@public(BY_LETTER)
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Say that an address is one's own. Opening the page does nothing: mail programs open links by themselves."""
    if request.method == "POST":
        subscribe.confirm(token=token)
        return redirect(request.path)
    known = Subscriber.objects.filter(token=token).first()
    return render(request, "bulletin/confirm.jinja", {"known": known, "token": token})


@csrf_exempt  # mail programs press it from elsewhere (RFC 8058); who has the token may do this and nothing else
@public(BY_LETTER)
@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave by one press. Opening the page does nothing; a token nobody has is told the same as one that was used."""
    if request.method == "POST":
        subscribe.leave(token=token)
    still = Subscriber.objects.filter(token=token).exists()
    return render(request, "bulletin/leave.jinja", {"still": still, "token": token})


@access(edited_issue)
def edition(request: Asked, issue: Issue) -> HttpResponse:
    """Show what would go out and to how many, send it, and show how far it is."""
    if request.method == "POST":
        with telling(request):
            sending.begin(by=request.user, issue=issue)
            messages.success(request, "It goes out in the background. Load this page again to see how far it is.")
        return redirect("heads-up-edition", issue.pk)
    sent = Edition.objects.filter(issue=issue).select_related("started_by").first()
    context = {
        "issue": issue, "sent": sent, "progress": sending.progress(sent) if sent else {}, "letter": written(issue),
        "readers": Subscriber.objects.confirmed().count(), "why_not": "" if sent else sending.why_not_send(issue),
    }  # fmt: skip
    return render(request, "bulletin/send_edition.jinja", context)
