"""Setting an action, changing it, closing it with evidence, and saying what difference it made."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Place, link
from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Area, Descriptor, Pack
from taskgroups.improvement.domain.refusals import (
    AlreadySet,
    DuePast,
    NoDueDate,
    NoEvidence,
    NoProof,
    NoText,
    NotOpen,
    OwnerElsewhere,
)
from taskgroups.improvement.models import Action, ActionUpdate, ImprovementIssue
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused, refuse_longer
from taskgroups.people.models import Person
from taskgroups.schools.models import Role, School
from taskgroups.schools.policy import today

Status, Impact = Action.Status, Action.Impact
LONGEST = 300
LATELY = timedelta(hours=12)  # what comes twice within it is one form sent again, as by the Back button


@transaction.atomic
def set_action(
    *,
    by: Person,
    school: School,
    what: str,
    owner: Person,
    due: date | None,
    proof: str,
    pack: str = "",
    area: str = "",
    descriptor: str = "",
    issue: ImprovementIssue | None = None,
    set_in: str = "",
    at: datetime | None = None,
) -> Action:
    """Set an action of a school and return it. `set_in` is the address of the Task Group it was set in.

    `at` is when it was set, where that is earlier than now. Raises Refused where the owner is not of the school
    (the article: the school and its leaders are responsible), the day has passed, nothing would prove it, or the same
    person set the same lately.
    """
    at = at or timezone.now()
    action = Action(
        school=school, what=_worded(what, "what"), due=_ahead(due, timezone.localdate(at)),
        proof=_worded(proof, "proof"), pack=pack, area=area, descriptor=descriptor, issue=_own(issue, school),
        owner=owner, owner_role=role_at(owner, school), set_by=by, set_at=at, set_in=set_in,
    )  # fmt: skip
    _must_be_another(action)
    action.save()
    audit.note(by=by, verb="set action", school_urn=school.urn, about=action.public_id, set_in=set_in)
    return action


@transaction.atomic
def update_action(
    *,
    by: Person,
    action: Action,
    version: int,
    status: str | None = None,
    due: date | None = None,
    due_reason: str = "",
    proof: str | None = None,
    note: str = "",
) -> Action:
    """Change an unfinished action's status, day or proof; what is None stays. A new day needs its reason.

    `version` is the one the page showed. Raises ChangedMeanwhile where somebody else was quicker, Refused otherwise.
    """
    action = _hold(action, version)
    _must_be_open(action)
    changes: dict[str, Any] = {}
    if status is not None and status != action.status:
        if status not in Action.UNFINISHED:
            raise Refused("An action is closed with evidence, or stopped with a reason, on its own page.", "status")
        changes["status"] = status
    if due is not None and due != action.due:
        if not due_reason.strip():
            raise Refused("The day has changed. Say why, so that the next Task Group knows.", "due_reason")
        changes["due"] = _ahead(due, today())
    if proof is not None and proof.strip() != action.proof:
        changes["proof"] = _worded(proof, "proof")
    return _change(by, action, changes, " ".join(filter(None, [due_reason.strip(), note.strip()])), "updated action")


@transaction.atomic
def finish_action(
    *, by: Person, action: Action, version: int, evidence: Iterable[Evidence], done_on: date, note: str = ""
) -> Action:
    """Close an action as done, with at least one item of the school's evidence, on the day it was done.

    The evidence shows from now on the statement that the action serves, also where it was in the evidence base before.
    """
    action = _hold(action, version)
    _must_be_open(action)
    items = list(evidence)
    if not items:
        raise NoEvidence
    if any(one.school_id != action.school_id or one.withdrawn_at for one in items):
        raise Refused("That evidence is not there any more. Choose from the school's evidence.", "evidence")
    if done_on > today():
        raise Refused("The date is in the future. Enter the day it was done.", "done_on")
    action.evidence.add(*items)
    if action.area:
        place = Place(action.pack, action.area, action.descriptor)
        link(school=action.school, place=place, chosen=items, offered=items, by=by)
    shown = [one.title for one in items]
    changes = {"status": Status.DONE, "done_on": done_on}
    return _change(by, action, changes, note.strip(), "closed action", {"evidence": [[], shown]})


@transaction.atomic
def say_difference(*, by: Person, action: Action, version: int, impact: str, note: str) -> Action:
    """Say what difference an action made: another thing than its being done. All but 'too early' need words."""
    action = _hold(action, version)
    if action.status in (Status.NOT_STARTED, Status.STOPPED):
        raise Refused("Nothing has been done yet that could make a difference. Update the action first.", "impact")
    if impact not in Impact.values:
        raise Refused("Choose what difference it has made.", "impact")
    if impact != Impact.TOO_EARLY and not note.strip():
        raise Refused("Say what has changed, and how you know.", "impact_note")
    return _change(by, action, {"impact": impact, "impact_note": note.strip()}, "", "said what difference it made")


@transaction.atomic
def stop_action(*, by: Person, action: Action, version: int, reason: str) -> Action:
    """Stop an action that will not be done, and say why."""
    action = _hold(action, version)
    _must_be_open(action)
    if not reason.strip():
        raise Refused("Say why the school is stopping this action.", "reason")
    return _change(by, action, {"status": Status.STOPPED}, reason.strip(), "stopped action")


@transaction.atomic
def reopen_action(*, by: Person, action: Action, version: int, reason: str) -> Action:
    """Open a done or stopped action again, and say why. Its evidence and its history stay."""
    action = _hold(action, version)
    if action.is_open:
        return action
    if not reason.strip():
        raise Refused("Say why the action is open again.", "reason")
    changes = {"status": Status.UNDER_WAY, "done_on": None}
    return _change(by, action, changes, reason.strip(), "opened action again")


@transaction.atomic
def give_action(*, by: Person, action: Action, version: int, owner: Person, note: str = "") -> Action:
    """Give an unfinished action to another of the school's people."""
    action = _hold(action, version)
    _must_be_open(action)
    role = role_at(owner, action.school)
    if owner == action.owner and role == action.owner_role:
        return action
    before = [action.owner.name, owner.name]
    action.owner = owner
    return _change(by, action, {"owner_role": role}, note.strip(), "gave action", {"owner": before})


@transaction.atomic
def say_statement(
    *, by: Person, action: Action, version: int, pack: Pack, area: Area, descriptor: Descriptor
) -> Action:
    """Say which statement an action serves, so that what it does for the school's risk can be reckoned."""
    action = _hold(action, version)
    _must_be_open(action)
    known = shelf.pack(action.pack)
    place = known.area(action.area) if known else None
    before = place.by_slug.get(action.descriptor) if place else None
    if (action.pack, action.area, action.descriptor) == (pack.slug, area.slug, descriptor.slug):
        return action
    action.pack, action.area, action.descriptor = pack.slug, area.slug, descriptor.slug
    action.save(update_fields=["pack", "area", "descriptor"])
    told = {"statement": [before.text if before else "", descriptor.text]}
    return _change(by, action, {}, "", "said which statement an action serves", told)


def role_at(person: Person, school: School) -> str:
    """The person's role at the school today, in words. Raises OwnerElsewhere where there is none."""
    found = Role.objects.on(today()).filter(person=person, school=school, kind__in=Role.SCHOOL_KINDS)
    role = min(found, key=lambda r: r.kind != Role.Kind.HEAD, default=None)
    if role is None:
        raise OwnerElsewhere(school)
    return role.title or ("Head" if role.kind == Role.Kind.HEAD else "School leader")


def _worded(text: str, field: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise NoText if field == "what" else NoProof
    refuse_longer(text, LONGEST, field)
    return text


def _ahead(due: date | None, day: date) -> date:
    if due is None:
        raise NoDueDate
    if due <= day:
        raise DuePast(due, day)
    return due


def _must_be_another(action: Action) -> None:
    same = Action.objects.unfinished().filter(school=action.school, due=action.due, what=action.what)
    same = same.filter(owner=action.owner, set_by=action.set_by)
    if first := same.filter(set_at__gt=action.set_at - LATELY).first():
        raise AlreadySet(first)


def _own(issue: ImprovementIssue | None, school: School) -> ImprovementIssue | None:
    if issue and issue.school_id != school.pk:
        raise Refused(f"Choose an improvement issue of {school.name}.", "issue")
    return issue


def _must_be_open(action: Action) -> None:
    if not action.is_open:
        raise NotOpen(action)


def _hold(action: Action, version: int) -> Action:
    """Lock the row and return it as it is now; every change raises the version by one, so the rest are others'."""
    now = Action.objects.select_for_update(of=("self",)).select_related("school", "owner").get(pk=action.pk)
    if now.version != version:
        since = now.updates.select_related("by").order_by("-id")[: max(now.version - version, 1)]
        raise ChangedMeanwhile(now, list(since)[::-1], "this action")
    return now


def _change(
    by: Person, action: Action, changes: dict[str, Any], note: str, verb: str, more: dict[str, Any] | None = None
) -> Action:
    told = {name: [_told(getattr(action, name)), _told(value)] for name, value in changes.items()} | (more or {})
    if not told and not note:
        return action
    for name, value in changes.items():
        setattr(action, name, value)
    action.version += 1
    action.save(update_fields=[*changes, "owner", "version"])
    ActionUpdate.objects.create(action=action, by=by, at=timezone.now(), changes=told, note=note)
    audit.note(by=by, verb=verb, school_urn=action.school.urn, about=action.public_id, fields=sorted(told))
    return action


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
