"""Agreeing the record: the head signs or says what is not accurate, the clerk answers, and it locks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, telling
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.models import Record
from taskgroups.meetings.record import policy as record_policy
from taskgroups.meetings.record.forms import AccurateForm, AnswerForm, NotAccurateForm
from taskgroups.meetings.record.gathering import facts_of
from taskgroups.meetings.record.sections import WHOLE, sections
from taskgroups.meetings.views.record.page import document_of, page_context
from taskgroups.people.asking import Asked


@access(record_policy.signed_record)
def accurate(request: Asked, record: Record) -> HttpResponse:
    """The head's signature."""
    group = record.task_group
    if request.method != "POST":
        return redirect("task-group-record", group.public_id)
    form = AccurateForm(request.POST)
    if not form.is_valid():
        return render(request, "meetings/record/page.jinja", page_context(request, group, record, form), status=422)
    with telling(request):
        _read_as_sent(request, record)
        way.mark_accurate(by=request.user, record=record)
        messages.success(request, "You have agreed the record as accurate. It is locked.")
    return redirect("task-group-record", group.public_id)


@access(record_policy.signed_record)
def not_accurate(request: Asked, record: Record) -> HttpResponse:
    """What the head says is not accurate, section by section."""
    group = record.task_group
    gone_on = way.why_not_say(record)
    if gone_on and request.method != "POST":
        return redirect("task-group-record", group.public_id)
    parts = [(one.key, one.title) for one in sections(facts_of(group))] + [("", WHOLE)]
    earlier = list(way.open_remarks(record))
    settled = [(str(one.pk), f"“{one.text}” Answer: “{one.answer}”") for one in earlier]
    form = NotAccurateForm(parts, settled, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _read_as_sent(request, record)
            ids = [int(one) for one in form.cleaned_data.get("settled", [])]
            way.say_not_accurate(by=request.user, record=record, remarks=form.remarks, settled=ids)
            messages.success(request, "Your words are with the clerk, who answers each of them.")
            return redirect("task-group-record", group.public_id)
        except Refused as refused:
            form.refuse(refused)
    elif gone_on and form.is_bound:
        form.refuse(Refused(gone_on))
    context = {
        "gone_on": gone_on,
        "group": group,
        "record": record,
        "form": form,
        "here": "record",
        "document": document_of(record, named=True),
    }
    return render(request, "meetings/record/not_accurate.jinja", context, status=422 if form.errors else 200)


def _read_as_sent(request: Asked, record: Record) -> None:
    """Raise Refused where the head's page showed an earlier draft than the one that is with them now."""
    if record.state == Record.State.WITH_HEAD and request.POST.get("round") != str(record.round):
        raise Refused("The record was sent again after you opened the page. Read it as it is now, then press again.")


@access(record_policy.worded_record)
def answer(request: Asked, record: Record, remark: int) -> HttpResponse:
    """The clerk's answer to one thing the head said."""
    group = record.task_group
    found = record.remarks.filter(pk=remark).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"answer": found.answer})
    was = request.POST.get("was", found.answer)
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data["answer"]
            way.answer_remark(
                by=request.user, record=record, remark=found, answer=said, was=request.POST.get("was", "")
            )
            messages.success(request, "Your answer is kept. It goes to the head with the record.")
            return redirect("task-group-record", group.public_id)
        except ChangedMeanwhile as meanwhile:
            was = meanwhile.now
            form.add_error("answer", f"{meanwhile} They wrote: “{was}”")
        except Refused as refused:
            form.refuse(refused)
    title = {one.key: one.title for one in sections(facts_of(group))}.get(found.section, WHOLE)
    context = {"group": group, "record": record, "form": form, "remark": found, "title": title, "was": was}
    page = "meetings/record/answer.jinja"
    return render(request, page, context | {"here": "record"}, status=422 if form.errors else 200)


@access(record_policy.lockable_record)
def differs(request: Asked, record: Record) -> HttpResponse:
    """Lock the record with the head's words attached."""
    if request.method == "POST":
        with telling(request):
            way.lock_as_differing(by=request.user, record=record)
            messages.success(request, "The record is locked, with what the head said attached.")
    return redirect("task-group-record", record.task_group.public_id)
