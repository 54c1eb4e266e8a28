"""Making a session, changing it, calling it off, and what is handed out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, telling
from taskgroups.kit.design.words import plural
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.training import policy
from taskgroups.training.domain import arrange, instruct
from taskgroups.training.domain import materials as handing
from taskgroups.training.forms import CancelForm, MaterialForm, SessionForm, initial_of
from taskgroups.training.models import Material, TrainingSession
from taskgroups.training.queries import may_run

NEW = {"capacity": 20, "days_before": 2}


def key_of(arranger: policy.Arranger) -> str:
    """What an address calls a consortium or an authority."""
    return f"{type(arranger).__name__.lower()}-{arranger.pk}"


@access(policy.arranges)
def add(request: Asked, person: Person) -> HttpResponse:
    """Put a session in the programme, for one of the places the person arranges training for."""
    places = {key_of(one): one for one in policy.arrangers_of(person)}
    wanted = request.GET.get("for", "")
    if not wanted and len(places) > 1:
        return render(request, "training/for_whom.jinja", {"places": places})
    whose = places.get(wanted) if wanted else next(iter(places.values()))
    if whose is None:
        raise Http404
    form = SessionForm(request.POST if request.method == "POST" else None, people=may_run(whose), initial=NEW)
    if request.method == "POST" and form.is_valid():
        try:
            made = arrange.make_session(by=person, arranger=whose, terms=form.terms)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "It is in the programme. People can book now.")
            return redirect(made)
    context = {"form": form, "arranger": whose, "session": None, "now": None}
    return render(request, "training/session_form.jinja", context, status=422 if form.errors else 200)


@access(policy.arranged_session)
def change(request: Asked, session: TrainingSession) -> HttpResponse:
    """Change a session that is to come."""
    whose = session.consortium or session.authority
    people = may_run(whose) if whose else Person.objects.none()
    sent = request.POST.copy() if request.method == "POST" else None
    form, now = SessionForm(sent, people=people, initial=initial_of(session)), None
    if sent is not None and form.is_valid():
        try:
            base = form.cleaned_data["base"] or 0
            arrange.change_session(by=request.user, session=session, terms=form.terms, base=base)
        except ChangedMeanwhile as changed:
            form.refuse(changed)
            now = changed.now
            sent["base"] = str(now.version)  # their words stay; saving again goes over what came in between
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Saved. Where it moved, everybody who booked is told.")
            return redirect(session)
    context = {"form": form, "arranger": whose, "session": session, "now": now}
    return render(request, "training/session_form.jinja", context, status=422 if form.errors else 200)


@access(policy.arranged_session)
def cancel(request: Asked, session: TrainingSession) -> HttpResponse:
    """Call a session off."""
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            arrange.cancel_session(by=request.user, session=session, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Cancelled. Everybody who booked is told.")
            return redirect(session)
    context = {"form": form, "session": session}
    return render(request, "training/cancel.jinja", context, status=422 if form.errors else 200)


@require_POST
@access(policy.run_session)
def instructions(request: Asked, session: TrainingSession) -> HttpResponse:
    """Send joining instructions now, to whoever has not had them."""
    with telling(request):
        sent = instruct.send_instructions(session=session, by=request.user)
        messages.success(request, f"{plural(sent, 'letter')} sent." if sent else "Everybody has been told already.")
    return redirect("training-people", session.public_id)


@access(policy.run_session)
def materials(request: Asked, session: TrainingSession) -> HttpResponse:
    """Show what is handed out, and take something new."""
    posted = request.method == "POST"
    form = MaterialForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        said = form.cleaned_data
        try:
            handing.add_material(
                by=request.user, session=session, title=said["title"], link=said["link"], file=said["file"]
            )
        except Refused as refused:
            form.refuse(refused, "file")
        else:
            messages.success(request, "Added. Those with a place can open it.")
            return redirect("training-materials", session.public_id)
    context = {"form": form, "session": session, "materials": list(session.materials.all())}
    return render(request, "training/materials.jinja", context, status=422 if form.errors else 200)


@require_POST
@access(policy.material_of_run_session)
def take_away(request: Asked, material: Material) -> HttpResponse:
    """Take a material away."""
    handing.remove_material(by=request.user, material=material)
    messages.success(request, f"‘{material.title}’ is no longer handed out.")
    return redirect("training-materials", material.session.public_id)
