"""A transcript for the chair's own figures, the one that is kept, and what everybody in the room says to that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, plural
from taskgroups.meetings import policy as meetings
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.asking import Asked
from taskgroups.practice import policy
from taskgroups.practice.domain.consent import say
from taskgroups.practice.domain.keep import Keeping, let_go
from taskgroups.practice.domain.transcribe import NamesFound, drop_transcript, may_be_used, transcribe
from taskgroups.practice.forms import TranscriptForm
from taskgroups.practice.models import Consent, Kept, Transcript
from taskgroups.practice.queries import agreed_to_keeping
from taskgroups.schools.policy import today

SAID = {  # what is pressed: whether it may be used, whether it may be kept, and what is said to that
    "yes": (True, False, "It is noted that you agree to its use."),
    "keep": (True, True, "It is noted that you agree to its use, and to its being kept."),
    "no": (False, False, "It is noted that you say no."),
}


@access(policy.own_account)
def upload(request: Asked, group: TaskGroup) -> HttpResponse:
    """Take a transcript, keep the chair's own clauses, and let the file go, or keep it on purpose."""
    keepers = agreed, there = agreed_to_keeping(group, request.user)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    too_large = getattr(request, "too_large", False)
    form = TranscriptForm(request.user.name, *posted, too_large=too_large, may_keep=0 < there == agreed)
    named: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _done(_transcribed(request, group, form), form.keeping))
            return _to_the_account(request, group)
        except NamesFound as refused:
            named = refused.texts
            form.refuse(refused)
        except Refused as refused:
            form.refuse(refused)
    said = list(Consent.objects.filter(task_group=group).values_list("agrees", flat=True))
    found = {"group": group, "form": form, "named": named, "keepers": keepers}
    found |= {"yes": said.count(True), "no": said.count(False)}
    return render(request, "practice/transcript.jinja", found, status=422 if form.errors else 200)


def _done(made: Transcript, keeping: Keeping | None) -> str:
    left = f" {plural(made.left_out, 'sentence was', 'sentences were')} left out." if made.left_out else ""
    kept = f"It is kept until {day(keeping.until)}." if keeping else "The file is not kept, nor what others said."
    return f"Coded. {kept}{left}"


def _to_the_account(request: Asked, group: TaskGroup) -> HttpResponse:
    """Go on to the account; where the form was sent with its progress shown, by the header htmx goes by."""
    place = redirect("task-group-practice", group.public_id)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": place.url})
    return place


def _transcribed(request: Asked, group: TaskGroup, form: TranscriptForm) -> Transcript:
    given = form.cleaned_data
    may_be_used(group, agreed=given["agreed"])
    return transcribe(
        by=request.user,
        group=group,
        content=given["file"].read(),
        speaker=given["speaker"],
        agreed=given["agreed"],
        names=given["names"],
        began=group.on_the_day(given["began"]) if given["began"] else None,
        keeping=form.keeping,
    )


@access(policy.own_account)
@require_POST
def drop(request: Asked, group: TaskGroup) -> HttpResponse:
    """Delete what was kept of a transcript."""
    drop_transcript(by=request.user, group=group)
    messages.success(request, "Deleted. What was logged and tapped counts again.")
    return redirect("task-group-practice", group.public_id)


@access(policy.own_kept)
def kept(request: Asked, kept: Kept) -> HttpResponse:
    """Show a chair the transcript they kept on purpose; delete it."""
    group = kept.transcript.task_group
    agreed, there = agreed_to_keeping(group, request.user)
    if request.method == "POST":
        let_go(by=request.user, group=group)
        messages.success(request, "The transcript is deleted. What was coded of it stays.")
        return redirect("task-group-practice", group.public_id)
    return render(request, "practice/kept.jinja", {"group": group, "kept": kept, "missing": there - agreed})


@access(policy.in_the_room)
def consent(request: Asked, group: TaskGroup) -> HttpResponse:
    """Ask somebody in the room whether a transcript may be used, and kept; they may change their mind at any time."""
    said = SAID.get(request.POST.get("agrees", ""))
    if request.method == "POST" and said:
        agrees, keeping, noted = said
        say(by=request.user, group=group, agrees=agrees, keeping=keeping)
        messages.success(request, noted)
        return redirect("task-group-transcript-consent", group.public_id)
    mine = Consent.objects.filter(task_group=group, person=request.user).first()
    held = Kept.objects.standing_on(today()).filter(transcript__task_group=group).select_related("transcript__person")
    seated = meetings.seated_task_group(request.user, group.public_id)
    return render(request, "practice/consent.jinja", {"group": group, "mine": mine, "held": held, "seated": seated})
