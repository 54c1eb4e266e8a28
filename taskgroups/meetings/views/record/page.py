"""The record: reading it, and taking it along as PDF or Word."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from taskgroups.kit.access import access
from taskgroups.kit.paper.document import Document
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.word import to_word
from taskgroups.meetings import policy
from taskgroups.meetings.domain.record import is_late, why_not_lock
from taskgroups.meetings.models import Event, Record, Remark, TaskGroup
from taskgroups.meetings.projections.reading import entries_of
from taskgroups.meetings.record import policy as record_policy
from taskgroups.meetings.record.by_role import told_by_role
from taskgroups.meetings.record.facts import Facts
from taskgroups.meetings.record.forms import AccurateForm
from taskgroups.meetings.record.freezing import thaw
from taskgroups.meetings.record.gathering import facts_of, worded_by
from taskgroups.meetings.record.sections import headed, sections
from taskgroups.meetings.record.writing import marked, write, write_confidential
from taskgroups.meetings.taken_out.looking import says
from taskgroups.people.asking import Asked


@access(record_policy.opened_record)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """How far the record has come, what is to be done, and the record itself for those who may read it now."""
    record = record_policy.record_of(group)
    return render(request, "meetings/record/page.jinja", page_context(request, group, record, AccurateForm()))


def page_context(request: Asked, group: TaskGroup, record: Record | None, form: AccurateForm) -> dict[str, object]:
    """What the record's page shows this person."""
    person = request.user
    reads = record is not None and record_policy.reads(person, record)
    context: dict[str, object] = {"group": group, "record": record, "form": form, "here": "record", "document": None}
    if record is None or not reads:
        return context | {"remarks": []}
    facts = None if _is_frozen(record) else facts_of(group)
    named = record_policy.reads_names(person, group)
    rights = {
        "words": record_policy.may_word(person, group),
        "signs": record_policy.is_host_head(person, group),
        "runs": record_policy.may_lock(person, group),
        "apart": policy.sees_confidential(person, group),
    }
    asked = rights["apart"] and record.sent_at is not None  # nobody has said anything of what was never sent
    remarks = list(record.remarks.select_related("by", "answered_by")) if asked else []
    differing = why_not_lock(record) if rights["runs"] and remarks else "nothing"
    return context | {
        "document": document_of(record, facts, named=named),
        "named": named,
        "rights": rights,
        "remarks": remarks,
        "headings": _headings(remarks, facts or facts_of(group)) if remarks else {},
        "late": is_late(record),
        "to_answer": sum(not one.settled and one.answered_at is None for one in remarks),
        "may_differ": not differing,
    }


def _headings(remarks: list[Remark], facts: Facts) -> dict[int, str]:
    titles = {section.key: section.title for section in sections(facts)}
    found = headed([(one.section, one.round) for one in remarks], titles)
    return {one.pk: heading for one, heading in zip(remarks, found, strict=True)}


def document_of(record: Record, facts: Facts | None = None, *, named: bool) -> Document:
    """Return the record as it is now: as last sent or locked, or as it would be sent while the clerk has it.

    `named`: whether its reader reads who was there by name; others read only what is locked, by role.
    """
    if _is_frozen(record):
        taken_out = entries_of(record.task_group, kinds=[Event.Kind.TAKEN_OUT])
        frozen = thaw(record.document or {})
        return marked(frozen if named else told_by_role(frozen, record.task_group), says(taken_out, named=named))
    facts = facts or facts_of(record.task_group)
    return marked(write(facts, worded_by(record)), facts.taken_out)


def _is_frozen(record: Record) -> bool:
    return record.document is not None and not record.is_with_clerk


def _read_by(request: Asked, record: Record) -> Document:
    return document_of(record, named=record_policy.reads_names(request.user, record.task_group))


@access(record_policy.read_record)
def pdf(request: Asked, record: Record) -> HttpResponse:
    """The record as PDF."""
    return as_file(to_pdf(_read_by(request, record)), _name(record, "record") + ".pdf")


@access(record_policy.read_record)
def word(request: Asked, record: Record) -> HttpResponse:
    """The record as Word."""
    return as_file(to_word(_read_by(request, record)), _name(record, "record") + ".docx")


@access(record_policy.confidential_record)
def confidential_pdf(request: Asked, record: Record) -> HttpResponse:
    """The confidential part as PDF, a paper of its own."""
    document = write_confidential(facts_of(record.task_group, confidential=True), record.confidential)
    return as_file(to_pdf(document), _name(record, "confidential") + ".pdf")


@access(record_policy.confidential_record)
def confidential_word(request: Asked, record: Record) -> HttpResponse:
    """The confidential part as Word."""
    document = write_confidential(facts_of(record.task_group, confidential=True), record.confidential)
    return as_file(to_word(document), _name(record, "confidential") + ".docx")


def _name(record: Record, what: str) -> str:
    group = record.task_group
    return f"task-group-{group.number}-{slugify(group.school.name)[:60]}-{what}"
