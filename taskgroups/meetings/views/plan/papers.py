"""The school's preparation: the head sends it, the group reads it, on the page, as PDF and as Word."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import telling
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.word import to_word
from taskgroups.meetings import policy
from taskgroups.meetings.domain import prepare
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.papers import as_it_would_be_sent_now, build, gather
from taskgroups.meetings.papers.building import file_name
from taskgroups.people.asking import Asked
from taskgroups.schools import policy as schools

MAKERS = {"pdf": to_pdf, "docx": to_word}


@access(policy.prepared_task_group)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """The host school sees what the group will see; the group sees what was sent."""
    own = schools.is_staff(request.user, group.school)
    prepared = gather(group, sent=group.prepared_at is not None)
    document = build(prepared)
    changed = False
    if own and group.prepared_at:
        now = build(as_it_would_be_sent_now(prepared))
        changed = now.blocks != document.blocks
        document = now if changed else document
    known = {
        "group": group,
        "document": document,
        "own": own,
        "heads": schools.is_head(request.user, group.school),
        "open": group.state not in (TaskGroup.State.CANCELLED, TaskGroup.State.CLOSED),
        "changed": changed,
        "chairs": policy.prepared_by_chairs(request.user, group.public_id) is not None,
    }
    return render(request, "meetings/papers.jinja", known)


@access(policy.headed_task_group)
def send(request: Asked, group: TaskGroup) -> HttpResponse:
    """Send the preparation to the group, as it stands now."""
    if request.method == "POST":
        with telling(request):
            prepare.send_preparation(group=group, by=request.user)
            messages.success(request, "The preparation is sent. Everybody with a seat can read it from now on.")
    return redirect("task-group-papers", group.public_id)


@access(policy.prepared_task_group)
def paper(request: Asked, group: TaskGroup, kind: str) -> HttpResponse:
    """The preparation as PDF or Word: what was sent, or for the school before it sends, what it will be."""
    return _file(group, kind, for_chair=False)


@access(policy.prepared_by_chairs)
def chairs_paper(request: Asked, group: TaskGroup, kind: str) -> HttpResponse:
    """The chair's copy, with questions; there once the preparation was sent."""
    if group.prepared_at is None or not policy.may_read_preparation(request.user, group):
        raise Http404
    return _file(group, kind, for_chair=True)


def _file(group: TaskGroup, kind: str, *, for_chair: bool) -> HttpResponse:
    if kind not in MAKERS:
        raise Http404
    prepared = gather(group, sent=group.prepared_at is not None)
    document = build(prepared, for_chair=for_chair)
    return as_file(MAKERS[kind](document), file_name(prepared, kind, for_chair=for_chair))
