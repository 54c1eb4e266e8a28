"""Capturing from the room: each form is checked, logged once, and comes back fresh."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from taskgroups.kit import away
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import clock, day
from taskgroups.meetings import policy
from taskgroups.meetings.domain import capture, correct
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.projections.lines import lines
from taskgroups.meetings.projections.reading import entries_of
from taskgroups.meetings.room import forms as room_forms
from taskgroups.meetings.room.forms import CaptureForm, CorrectionForm
from taskgroups.meetings.room.queries import area_of, bank_question
from taskgroups.meetings.room.screen import ANSWERS, Screen
from taskgroups.meetings.views.room.page import context, screen_of, shown
from taskgroups.meetings.views.room.run import answered, key_of, refused_at
from taskgroups.people.asking import Asked

Keep = Callable[[Stamp, Any], Event]


@access(policy.noted_task_group)
@require_POST
def bank(request: Asked, group: TaskGroup) -> HttpResponse:
    """Log a question of the bank as asked, by one press.

    All questions share one form, whose key and the question's slug make the key of the entry: so two questions
    pressed one after the other are both logged, and one pressed twice is logged once.
    """
    screen = screen_of(request, group)
    slug, key = request.POST.get("slug", ""), key_of(request)
    question = bank_question(group, screen.item, slug) if screen.item else None

    def keep() -> None:
        if question is None:
            raise Refused("That question is not in the bank for this item. Load the page again.")
        own = uuid.uuid5(key, slug) if key else uuid.uuid4()
        stamp = Stamp(by=request.user, group=group, item=screen.item, key=own, at=away.told_at(request))
        capture.ask(stamp, text="", question=question)

    return answered(request, group, keep, back=_room(screen, "question"))


@access(policy.noted_task_group)
@require_POST
def question(request: Asked, group: TaskGroup) -> HttpResponse:
    """Log a question, or advice, in the chair's own words."""
    advice = request.POST.get("do") == "advice"

    def keep(stamp: Stamp, form: Any) -> Event:
        text = form.cleaned_data["text"]
        return capture.advise(stamp, text=text) if advice else capture.ask(stamp, text=text)

    return _keep(request, group, room_forms.QuestionForm, keep)


@access(policy.noted_task_group)
@require_POST
def answer(request: Asked, group: TaskGroup) -> HttpResponse:
    """Note an answer: to the question picked, or to the last one asked."""

    def keep(stamp: Stamp, form: Any) -> Event:
        last = form.screen.log.last_question_before(stamp.at)
        to = form.cleaned_data["to"] or (last.number if last else None)
        return capture.answer(stamp, text=form.cleaned_data["text"], to=to)

    return _keep(request, group, room_forms.AnswerForm, keep)


@access(policy.noted_task_group)
@require_POST
def evidence(request: Asked, group: TaskGroup) -> HttpResponse:
    """Note evidence that was shown."""

    def keep(stamp: Stamp, form: Any) -> Event:
        given = form.cleaned_data
        return capture.see_evidence(
            stamp,
            text=given["text"],
            where=given["where"],
            evidence=given.get("evidence", ""),
            descriptor=given.get("descriptor", ""),
        )

    return _keep(request, group, room_forms.EvidenceForm, keep)


@access(policy.noted_task_group)
@require_POST
def judgement(request: Asked, group: TaskGroup) -> HttpResponse:
    """Put a judgement to the group, or record that it is agreed."""
    putting = request.POST.get("do") == "put"

    def keep(stamp: Stamp, form: Any) -> Event:
        value, why = form.cleaned_data["value"], form.cleaned_data["why"]
        if putting:
            return capture.put(stamp, value=value, why=why)
        sent = form.screen.sent
        before = sent.area.said.value if sent and sent.area.said else ""
        return capture.agree(stamp, value=value, why=why, before=before)

    return _keep(request, group, room_forms.JudgementForm, keep)


@access(policy.noted_task_group)
@require_POST
def descriptor(request: Asked, group: TaskGroup) -> HttpResponse:
    """Turn everybody's view to a descriptor, or agree whether it is met."""
    screen = screen_of(request, group)
    slug, value = request.POST.get("descriptor", ""), request.POST.get("value", "")
    key, at = key_of(request) or uuid.uuid4(), away.told_at(request)
    stamp = Stamp(by=request.user, group=group, item=screen.item, key=key, at=at)

    def keep() -> None:
        if value:
            states = screen.sent.area.descriptors if screen.sent else ()
            before = next((one.answer for one in states if one.descriptor.slug == slug), "")
            capture.agree(stamp, value=value, why="", descriptor=slug, before=before)
        else:
            capture.focus(stamp, descriptor=slug)

    return answered(request, group, keep, back=_room(screen, ""))


@access(policy.noted_task_group)
@require_POST
def action(request: Asked, group: TaskGroup) -> HttpResponse:
    """Set an action of the host school."""

    def keep(stamp: Stamp, form: Any) -> Event:
        given = form.cleaned_data
        return capture.set_action(
            stamp,
            what=given["what"],
            owner=form.people[int(given["owner"])],
            due=given["due"],
            proof=given["proof"],
            descriptor=given.get("descriptor", ""),
            issue=form.issues.get(int(given.get("issue") or 0)),
        )

    return _keep(request, group, room_forms.ActionForm, keep)


@access(policy.noted_task_group)
@require_POST
def review(request: Asked, group: TaskGroup) -> HttpResponse:
    """Note what was said of an action set earlier."""

    def keep(stamp: Stamp, form: Any) -> Event:
        chosen = form.actions[int(form.cleaned_data["action"])]
        return capture.review_action(stamp, action=chosen, note=form.cleaned_data["text"])

    return _keep(request, group, room_forms.ReviewForm, keep)


@access(policy.noted_task_group)
@require_POST
def note(request: Asked, group: TaskGroup) -> HttpResponse:
    """Write a confidential note."""
    return _keep(
        request,
        group,
        room_forms.NoteForm,
        lambda stamp, form: capture.note_confidential(stamp, text=form.cleaned_data["text"]),
    )


@access(policy.corrected_task_group)
def correction(request: Asked, group: TaskGroup, number: int) -> HttpResponse:
    """Correct an entry of the log, or take it back, with the reason."""
    event = group.events.filter(number=number, kind__in=Event.CORRECTABLE).select_related("item", "by").first()
    if event is None:
        return refused_at(request, group, Refused("That entry cannot be corrected. Load the page again."))
    entries = entries_of(group, item=event.item, confidential=True)
    line = next(line for line in lines(entries) if line.number == number)
    area = area_of(group, event.item) if event.item else None
    scale = [(grade.slug, grade.name) for grade in area.scale] if area and not event.descriptor else []
    form = CorrectionForm(line, scale or list(ANSWERS.items()), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _correct(request, group, number, form):
        messages.success(request, "Corrected. The first words stay beside the right ones.")
        if named := named_in(event, form.may_name(new=True)):
            messages.warning(request, named)
        return redirect(f"{reverse('task-group-room', args=[group.public_id])}?item={event.item_id or ''}")
    found = {"group": group, "form": form, "line": line, "event": event}
    return render(request, "meetings/room/correct.jinja", found, status=422 if form.errors else 200)


def _correct(request: Asked, group: TaskGroup, number: int, form: CorrectionForm) -> bool:
    given, do = form.cleaned_data, request.POST.get("do", "")
    try:
        correct.correct(
            by=request.user,
            group=group,
            number=number,
            reason=given["reason"],
            text=given.get("text", ""),
            value=given.get("value", ""),
            recode=do == "recode",
            take_back=do == "take-back",
            key=given["key"],
        )
    except Refused as refused:
        form.refuse(refused)
    return not form.errors


def _keep(request: Asked, group: TaskGroup, kind: type[CaptureForm], keep: Keep) -> HttpResponse:
    if away.is_delivery(request) and (key := key_of(request)) and group.events.filter(key=key).exists():
        return away.done()  # the answer to it was lost; what is asked of it may have changed since
    screen = screen_of(request, group)
    form = kind(screen, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            stamp = Stamp(request.user, group, screen.item, given["key"] or uuid.uuid4(), form.happened())
            return _kept(request, screen, form, keep(stamp, form))
        except Refused as refused:
            form.refuse(refused)
    if away.is_delivery(request):
        return away.refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    if request.headers.get("HX-Request"):
        return _panel(request, screen, form, 422)
    return shown(request, screen, form, 422)


def _kept(request: Asked, screen: Screen, sent: CaptureForm, event: Event) -> HttpResponse:
    kind, named = type(sent), named_in(event, sent.may_name())
    said = f"{event.get_kind_display()}, {clock(event.at)}."
    if event.kind == Event.Kind.ACTION and event.action:
        said = f"Action set for {event.action.owner.name}, due {day(event.action.due)}."
    if away.is_delivery(request):
        return away.done()
    if request.headers.get("HX-Request"):
        if kind is room_forms.JudgementForm:  # it shows what is now before the group
            screen = screen_of(request, screen.group)
        response = _panel(request, screen, kind(screen), 200, said, named)
        response["HX-Trigger"] = "room:changed"
        response["X-Done"] = "1"
        return response
    messages.success(request, said)
    if named:
        messages.warning(request, named)
    return redirect(_room(screen, kind.name))


def named_in(event: Event, name: str) -> str:
    """Return what is said of an entry that looks as if it names a pupil, with the way to take that out, or ''."""
    if not name:
        return ""
    place = f"{reverse('task-group-take-out', args=[event.task_group.public_id])}?entry={event.number}"
    return format_html('This looks as if it names a pupil. <a href="{}">Take the name out</a> for good.', place)


def _panel(
    request: Asked, screen: Screen, form: CaptureForm, status: int, said: str = "", named: str = ""
) -> HttpResponse:
    found = {"screen": screen, "group": screen.group, "form": form, "said": said, "named": named}
    return render(request, "meetings/room/_form.jinja", found, status=status)


@access(policy.opened_task_group)
def fresh(request: Asked, group: TaskGroup, name: str) -> HttpResponse:
    """Return one form anew: for a press that was answered already."""
    screen = screen_of(request, group)
    forms = context(request, screen)["panels"]
    if name not in forms:
        return redirect("task-group-room", group.public_id)
    return _panel(request, screen, forms[name], 200)


def _room(screen: Screen, panel: str) -> str:
    place = reverse("task-group-room", args=[screen.group.public_id])
    looked = f"?item={screen.item.pk}" if screen.item and screen.looks_back else ""
    return f"{place}{looked}{f'#do-{panel}' if panel else ''}"
