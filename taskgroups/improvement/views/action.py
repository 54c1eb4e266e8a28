"""One action: its page with its history, and each change to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from taskgroups.evaluation.domain.evidence import Facts, Place, add_evidence
from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks import shelf
from taskgroups.improvement import forms, listing, policy
from taskgroups.improvement.called import calling
from taskgroups.improvement.domain import actions
from taskgroups.improvement.history import told
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.improvement.wording import about_the_verb
from taskgroups.kit.access import access
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.design.lists import whole
from taskgroups.people.asking import Asked
from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.policy import may_see, today


@access(policy.seen_action)
def page(request: Asked, found: policy.SeenAction) -> HttpResponse:
    """What the school will do, how far it is, and everything that changed."""
    action = listing.with_owner(Action.objects.filter(pk=found.action.pk)).select_related("set_by").get()
    own, updates = found.seen.own, list(action.updates.select_related("by"))
    called = calling(found.seen.school, [action.set_by, *(one.by for one in updates)], own=own)
    shown = own or may_see(request.user, found.seen.school, Thing.EVIDENCE)
    context = {
        "seen": found.seen,
        "school": found.seen.school,
        "row": listing.rows([action], own=own)[0],
        "set_by": called(action.set_by, action.set_at),
        "may_change": found.may_change,
        "evidence": list(action.evidence.all()),
        "statement": statement_of(action),
        "shown": shown,
        "history": told(updates, called, evidence=shown, own=own),
    }
    return render(request, "improvement/action.jinja", context)


def statement_of(action: Action) -> str:
    """The statement an action serves, '' for none."""
    pack = shelf.pack(action.pack)
    area = pack.area(action.area) if pack else None
    found = area.by_slug.get(action.descriptor) if area else None
    return found.text if found else ""


@access(policy.set_for)
def add(request: Asked, school: School) -> HttpResponse:
    """Set an action of one's own school, outside a Task Group."""
    known = {name: request.GET.get(name, "")[:80] for name in ("area", "issue")}
    form = forms.ActionForm(school, request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            action = _set(request.user, school, form.cleaned_data)
            messages.success(request, "The action is set.")
            if hint := about_the_verb(action.what):
                messages.info(request, hint)
            return redirect("school-action", school.urn, action.public_id)
        except Refused as refused:
            form.refuse(refused)
    context = {"school": school, "form": form, "title": "Set an action", "press": "Set action"}
    return render(request, "improvement/form.jinja", context, status=422 if form.errors else 200)


def _set(by: Person, school: School, said: dict[str, Any]) -> Action:
    issue = ImprovementIssue.objects.filter(school=school, public_id=said["issue"]).first() if said["issue"] else None
    return actions.set_action(
        by=by, school=school, what=said["what"], owner=Person.objects.get(pk=said["owner"]), due=said["due"],
        proof=said["proof"], area=said["area"], pack=shelf.pack_on(today()).slug if said["area"] else "", issue=issue,
    )  # fmt: skip


@dataclass(frozen=True)
class Verb:
    """One change to an action: its form, its words, and what does it."""

    form: Callable[..., Any]
    title: str
    press: str
    done: str
    do: Callable[[Person, Action, int, dict[str, Any]], Action]


def _update(by: Person, action: Action, version: int, said: dict[str, Any]) -> Action:
    return actions.update_action(by=by, action=action, version=version, **said)


@transaction.atomic
def _finish(by: Person, action: Action, version: int, said: dict[str, Any]) -> Action:
    items = list(Evidence.objects.filter(school=action.school, public_id__in=said["evidence"]))
    if said["title"]:
        facts = Facts(title=said["title"], kind=said["kind"], dated=said["dated"], where=said["where"])
        places = [Place(action.pack, action.area, action.descriptor)] if action.area else []
        items.append(add_evidence(school=action.school, facts=facts, by=by, places=places))
    return actions.finish_action(
        by=by, action=action, version=version, evidence=items, done_on=said["done_on"], note=said["note"]
    )


def _differ(by: Person, action: Action, version: int, said: dict[str, Any]) -> Action:
    return actions.say_difference(
        by=by, action=action, version=version, impact=said["impact"], note=said["impact_note"]
    )


def _stop(by: Person, action: Action, version: int, said: dict[str, Any]) -> Action:
    return actions.stop_action(by=by, action=action, version=version, **said)


def _reopen(by: Person, action: Action, version: int, said: dict[str, Any]) -> Action:
    return actions.reopen_action(by=by, action=action, version=version, **said)


def _serve(by: Person, action: Action, version: int, said: dict[str, Any]) -> Action:
    return actions.say_statement(by=by, action=action, version=version, **said)


def _give(by: Person, action: Action, version: int, said: dict[str, Any]) -> Action:
    owner = Person.objects.get(pk=said["owner"])
    return actions.give_action(by=by, action=action, version=version, owner=owner, note=said["note"])


VERBS = {
    "update": Verb(forms.UpdateForm, "Update the action", "Save", "Saved.", _update),
    "close": Verb(forms.FinishForm, "Close the action with evidence", "Close action", "The action is done.", _finish),
    "difference": Verb(forms.DifferenceForm, "What difference did it make?", "Save", "Saved.", _differ),
    "stop": Verb(forms.ReasonForm, "Stop the action", "Stop action", "The action is stopped.", _stop),
    "statement": Verb(forms.StatementForm, "Which statement does it serve?", "Save", "Saved.", _serve),
    "reopen": Verb(forms.ReasonForm, "Open the action again", "Open again", "The action is open again.", _reopen),
}
GIVE = Verb(forms.GiveForm, "Give the action to somebody else", "Give action", "The action has a new owner.", _give)


@access(policy.changed_action)
def change(request: Asked, action: Action, verb: str) -> HttpResponse:
    """One change to an action, by its owner or the head."""
    if verb not in VERBS:
        raise Http404
    return _change(request, action, VERBS[verb])


@access(policy.given_action)
def give(request: Asked, action: Action) -> HttpResponse:
    """Give an action to another of the school's people."""
    return _change(request, action, GIVE)


def _change(request: Asked, action: Action, verb: Verb) -> HttpResponse:
    form = verb.form(action, request.POST if request.method == "POST" else None)
    version, theirs = action.version, None
    if request.method == "POST":  # kept while the form comes back, so that another's change meanwhile is still seen
        shown = request.POST.get("version", "")
        version = whole(shown) or 0
    if request.method == "POST" and form.is_valid():
        try:
            verb.do(request.user, action, version, form.cleaned_data)
            messages.success(request, verb.done)
            return redirect("school-action", action.school.urn, action.public_id)
        except ChangedMeanwhile as meanwhile:
            called = calling(action.school, (), own=True)
            version, theirs = meanwhile.now.version, told(meanwhile.since, called, own=True)
            form.refuse(meanwhile)
        except Refused as refused:
            form.refuse(refused)
    context = {"school": action.school, "action": action, "form": form, "title": verb.title, "press": verb.press}
    context |= {"version": version, "theirs": theirs}
    return render(request, "improvement/form.jinja", context, status=422 if form.errors else 200)
