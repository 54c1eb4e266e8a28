"""The three questions: the host answers them, the chair reads the answers, others read counts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.assurance.afterwards.counting import QUESTIONS, counted
from taskgroups.assurance.afterwards.forms import AnswersForm
from taskgroups.assurance.domain.afterwards import answer, why_closed
from taskgroups.assurance.models import HostAnswers
from taskgroups.assurance.policy import group_afterwards
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.people.asking import Asked
from taskgroups.schools.models import Consortium
from taskgroups.schools.policy import is_head, seen_consortium


@access(group_afterwards)
def page(request: Asked, group: TaskGroup) -> HttpResponse:
    """The questions for the host's head; for the chair, what was answered."""
    held = HostAnswers.objects.filter(task_group=group).first()
    hosts = is_head(request.user, group.school)
    if request.method == "POST" and not hosts:
        raise Http404
    form = AnswersForm(request.POST if request.method == "POST" else None, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            answer(by=request.user, group=group, answers=form.answers(), words=form.cleaned_data["words"])
            messages.success(
                request, "Thank you. The chair alone reads it. You can change it until the next Task Group."
            )
            return redirect("task-group-answers", group.public_id)
        except Refused as refused:
            form.refuse(refused)
    chairs = group.seats.current().filter(part=Seat.Part.CHAIR).select_related("person")
    context = {
        "group": group,
        "hosts": hosts,
        "form": form,
        "held": held,
        "closed": why_closed(group),
        "chairs": [seat.person.name for seat in chairs],
        "said": [(text, getattr(held, f"get_{name}_display")()) for name, text in QUESTIONS] if held else [],
    }
    return render(request, "assurance/afterwards.jinja", context, status=422 if form.errors else 200)


@access(seen_consortium)
def counts(request: Asked, consortium: Consortium) -> HttpResponse:
    """Counts over a consortium, by six schools: no school, no chair, no words."""
    of_it = HostAnswers.objects.filter(task_group__consortium=consortium).order_by("first_at", "pk")
    given = [(school, said) for school, *said in of_it.values_list("task_group__school", "tested", "own", "supported")]
    found = counted(given, HostAnswers.Answer.values)
    context = {"consortium": consortium, "found": found, "answers": HostAnswers.Answer.labels}
    return render(request, "assurance/counts.jinja", context)
