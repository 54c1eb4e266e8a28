"""A transcript for the chair's own figures, and what everybody in the room says to that."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import plural
from taskgroups.meetings import policy as meetings
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.room.forms import on_the_day
from taskgroups.people.asking import Asked
from taskgroups.practice import policy
from taskgroups.practice.domain.consent import say
from taskgroups.practice.domain.transcribe import NamesFound, drop_transcript, may_be_used, transcribe
from taskgroups.practice.forms import TranscriptForm
from taskgroups.practice.models import Consent, Transcript


@access(policy.own_account)
def upload(request: Asked, group: TaskGroup) -> HttpResponse:
    """Take a transcript, keep the chair's own clauses, and let the file go."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TranscriptForm(request.user.name, *posted, too_large=getattr(request, "too_large", False))
    named: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = _transcribed(request, group, form.cleaned_data)
            left = f" {plural(made.left_out, 'sentence was', 'sentences were')} left out." if made.left_out else ""
            messages.success(request, f"Coded. The file is not kept, nor what others said.{left}")
            return redirect("task-group-practice", group.public_id)
        except NamesFound as refused:
            named = refused.texts
            form.refuse(refused)
        except Refused as refused:
            form.refuse(refused)
    said = list(Consent.objects.filter(task_group=group).values_list("agrees", flat=True))
    found = {"group": group, "form": form, "named": named, "yes": said.count(True), "no": said.count(False)}
    return render(request, "practice/transcript.jinja", found, status=422 if form.errors else 200)


def _transcribed(request: Asked, group: TaskGroup, given: dict[str, Any]) -> Transcript:
    may_be_used(group, agreed=given["agreed"])
    return transcribe(
        by=request.user,
        group=group,
        content=given["file"].read(),
        speaker=given["speaker"],
        agreed=given["agreed"],
        names=given["names"],
        began=on_the_day(group, given["began"]) if given["began"] else None,
    )


@access(policy.own_account)
@require_POST
def drop(request: Asked, group: TaskGroup) -> HttpResponse:
    """Delete what was kept of a transcript."""
    drop_transcript(by=request.user, group=group)
    messages.success(request, "Deleted. What was logged and tapped counts again.")
    return redirect("task-group-practice", group.public_id)


@access(meetings.seated_task_group)
def consent(request: Asked, group: TaskGroup) -> HttpResponse:
    """Ask somebody in the room whether a transcript may be used; they may change their mind at any time."""
    if request.method == "POST" and request.POST.get("agrees") in ("yes", "no"):
        agrees = request.POST["agrees"] == "yes"
        say(by=request.user, group=group, agrees=agrees)
        messages.success(request, "It is noted that you agree." if agrees else "It is noted that you say no.")
        return redirect("task-group-transcript-consent", group.public_id)
    mine = Consent.objects.filter(task_group=group, person=request.user).first()
    return render(request, "practice/consent.jinja", {"group": group, "mine": mine})
