"""Moderating: what waits, and what is decided about a comment. There is no view that changes one."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from taskgroups.bulletin.domain import moderate
from taskgroups.bulletin.models import Comment
from taskgroups.bulletin.policy import moderated_comment, moderator
from taskgroups.bulletin.say.forms import ReasonForm
from taskgroups.bulletin.say.reads import PILES, pile, what_waits
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import asked, page_of, whole
from taskgroups.kit.design.words import plural
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person

Step = Callable[..., Comment]
STEPS: dict[str, tuple[Step, str]] = {
    "publish": (moderate.publish_comment, "Published."),
    "keep": (moderate.keep_comment, "The comment stands. Its reports are settled."),
}
REASONED: dict[str, tuple[Step, str]] = {
    "decline": (moderate.decline_comment, "Declined. The writer is told why."),
    "remove": (moderate.remove_comment, "Removed. The page says that a comment was removed."),
}


@access(moderator)
def page(request: Asked, person: Person) -> HttpResponse:
    """List comments by what becomes of them; first those that wait."""
    shown = pile(asked(request, "show"))
    waits = what_waits()
    counts = {"waiting": waits.waiting, "spam": waits.spam, "reported": waits.reported}
    context = {"shown": shown, "piles": PILES, "counts": counts, "page": page_of(request, shown.comments())}
    return render(request, "bulletin/moderate.jinja", context)


@access(moderated_comment)
def one(request: Asked, comment: Comment) -> HttpResponse:
    """Show a comment with all that is known of it, and take a reason for declining or removing it."""
    do, said = REASONED["remove" if comment.is_published else "decline"]
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            do(by=request.user, comment=comment, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, said)
            return redirect("heads-up-moderate")
    context = {"comment": comment, "form": form, "reports": comment.reports.filter(settled_at=None)}
    return render(request, "bulletin/moderate_one.jinja", context, status=422 if form.errors else 200)


@access(moderated_comment)
def step(request: Asked, comment: Comment) -> HttpResponse:
    """Publish a comment, or let a reported one stand."""
    if request.method == "POST" and request.POST.get("to") in STEPS:
        do, said = STEPS[request.POST["to"]]
        with telling(request):
            do(by=request.user, comment=comment)
            messages.success(request, said)
    return redirect("heads-up-moderate")


@access(moderator)
def spam(request: Asked, person: Person) -> HttpResponse:
    """Decline the comments named as spam, without a letter."""
    if request.method == "POST":
        named = [key for one in request.POST.getlist("comment") if (key := whole(one))]
        declined = moderate.decline_as_spam(by=person, comments=list(Comment.objects.filter(pk__in=named)))
        messages.success(request, f"{plural(declined, 'comment')} declined as spam. Nobody was written to.")
    return redirect("heads-up-moderate")
