"""The clerk's desk: wording per section, questions kept, the confidential part, and sending to the head."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, telling
from taskgroups.kit.design.lists import whole
from taskgroups.kit.design.naming import notice
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.models import Record
from taskgroups.meetings.record import policy as record_policy
from taskgroups.meetings.record.facts import Facts
from taskgroups.meetings.record.forms import ConfidentialForm, WordingForm
from taskgroups.meetings.record.gathering import facts_of, worded_by
from taskgroups.meetings.record.sections import sections
from taskgroups.people.asking import Asked


@access(record_policy.worded_record)
def desk(request: Asked, record: Record) -> HttpResponse:
    """Every section with its facts beside its wording."""
    return _desk(request, record)


def _desk(request: Asked, record: Record, sent: WordingForm | None = None, **more: object) -> HttpResponse:
    facts, worded = facts_of(record.task_group), worded_by(record)
    forms = [WordingForm(section, worded) for section in sections(facts)]
    if sent:
        forms = [sent if form.section.key == sent.section.key else form for form in forms]
    context = {
        "group": record.task_group,
        "record": record,
        "forms": forms,
        "here": "record",
        "facts": facts,
        "sent": sent,
    }
    return render(request, "meetings/record/wording.jinja", context | more, status=422 if sent else 200)


@access(record_policy.worded_record)
def save(request: Asked, record: Record, section: str) -> HttpResponse:
    """Keep one section; by itself while the clerk types, or by its button."""
    if request.method != "POST":
        return redirect("task-group-record-wording", record.task_group.public_id)
    facts = facts_of(record.task_group)
    form = _form(request, record, facts, section)
    by_itself = bool(request.headers.get("HX-Request"))
    form.asks = not by_itself
    shown: dict[str, object] = {"theirs": None, "chose": None}
    page = shown | {"was": request.POST.get("was", ""), "ticked": _ticked(request)}
    if form.is_valid():
        try:
            _keep(request, record, form)
        except ChangedMeanwhile as meanwhile:
            page |= _found(form, meanwhile)
            form.refuse(meanwhile, "text")
        except Refused as refused:
            form.refuse(refused)
    if by_itself:
        return _itself(request, form, page)
    if form.errors:
        return _desk(request, record, form, **page)
    messages.success(request, f"Saved: {form.section.title}.")
    return redirect(reverse("task-group-record-wording", args=[record.task_group.public_id]) + f"#{form.prefix}")


def _found(form: WordingForm, meanwhile: ChangedMeanwhile) -> dict[str, object]:
    """What another wrote or chose: shown, and what the page knows from now on."""
    if meanwhile.field != "kept" or form.section.area is None:
        return {"was": meanwhile.now, "theirs": meanwhile.now}
    texts = [one.text for one in form.section.area.questions if one.number in meanwhile.now]
    return {"ticked": meanwhile.now, "chose": texts}


def _itself(request: Asked, form: WordingForm, page: dict[str, object]) -> HttpResponse:
    """The answer to a form that saves by itself: what is kept now, or why it is not."""
    name = form.may_name() if not form.errors else ""
    if not form.errors:
        page |= {"was": request.POST.get(f"{form.prefix}-text", ""), "ticked": form.cleaned_data.get("kept", [])}
    shown = page | {"form": form, "at": timezone.now(), "text": page["was"], "notice": notice(name) if name else ""}
    return render(request, "meetings/record/_kept.jinja", shown, status=422 if form.errors else 200)


def _ticked(request: Asked) -> list[int]:
    """The questions that were ticked when the page was opened, as it tells."""
    told = (whole(one) for one in request.POST.get("ticked", "").split(","))
    return [number for number in told if number is not None]


def _form(request: Asked, record: Record, facts: Facts, key: str) -> WordingForm:
    found = next((one for one in sections(facts) if one.key == key), None)
    if found is None:
        raise Http404
    return WordingForm(found, worded_by(record), request.POST)


@transaction.atomic
def _keep(request: Asked, record: Record, form: WordingForm) -> None:
    said = form.cleaned_data
    was = request.POST.get("was", "")
    way.word_section(by=request.user, record=record, section=form.section.key, text=said["text"], was=was)
    if form.section.area and "kept" in said:
        numbers = [int(one) for one in said["kept"]]
        area, ticked = form.section.area.slug, _ticked(request)
        way.keep_questions(by=request.user, record=record, area=area, numbers=numbers, was=ticked)


@access(record_policy.worded_record)
def send(request: Asked, record: Record) -> HttpResponse:
    """Send the record to the head."""
    if request.method == "POST":
        with telling(request):
            way.send_to_head(by=request.user, record=record)
            messages.success(request, f"The record is with the head of {record.task_group.school.name}.")
    return redirect("task-group-record", record.task_group.public_id)


@access(record_policy.confidential_record)
def confidential(request: Asked, record: Record) -> HttpResponse:
    """The confidential part: read by three, worded by the chair and the clerk."""
    group = record.task_group
    words = record_policy.lockable_record(request.user, group.public_id) is not None
    form = ConfidentialForm(request.POST if request.method == "POST" else None, initial={"text": record.confidential})
    was = request.POST.get("was", record.confidential)
    if request.method == "POST" and words and form.is_valid():
        try:
            way.keep_apart(
                by=request.user,
                record=record,
                text=form.cleaned_data["text"],
                was=request.POST.get("was", ""),
            )
            messages.success(request, "Saved: the confidential part.")
            return redirect("task-group-record-confidential", group.public_id)
        except ChangedMeanwhile as meanwhile:
            was = meanwhile.now
            form.add_error("text", f"{meanwhile} They wrote: “{meanwhile.now}”")
        except Refused as refused:
            form.refuse(refused, "text")
    notes = facts_of(group, confidential=True).confidential
    context = {"group": group, "record": record, "form": form, "words": words, "notes": notes, "was": was}
    page = "meetings/record/confidential.jinja"
    return render(request, page, context | {"here": "record"}, status=422 if form.errors else 200)
