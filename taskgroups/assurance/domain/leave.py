"""A school leaves Task Groups: nobody else sees anything of it at once, and after a month its work is deleted."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from taskgroups.assurance.domain.archive import forget_archives_of
from taskgroups.assurance.models import Departure, Link
from taskgroups.assurance.owning.files import take_away
from taskgroups.assurance.owning.tables import tables
from taskgroups.evaluation.models import Draft, Evidence, EvidenceVersion
from taskgroups.kit import live, post
from taskgroups.kit.access import audit
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.kit.post.models import Letter
from taskgroups.kit.post.models import State as Post
from taskgroups.meetings.domain.carry import still_to_come
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import ERASED, Person
from taskgroups.schools.models import Audience, ConsortiumSchool, Invitation, Role, School, Sharing
from taskgroups.schools.policy import is_head, today
from taskgroups.schools.queries.lineage import urns_of

# What stays when a school's work is deleted, and why.
STAYS = {
    "schools.Inspection": "It is published.",
    "schools.InspectionGrade": "It is published.",
    "schools.Role": "That somebody was head here is theirs, too.",
    "meetings.TaskGroup": "That it took place, and when, belongs to the schools that gave their time, too.",
    "meetings.Seat": "Who gave their time belongs to them, too.",
}


def departure_of(school: School) -> Departure | None:
    """Return the leaving that can still be taken back, or None."""
    return Departure.objects.filter(school=school, undone_at=None, deleted_at=None).first()


def leaving() -> QuerySet[Departure, Any]:
    """The keys of schools whose leaving can still be taken back: till then nobody else sees anything of them."""
    return Departure.objects.filter(undone_at=None, deleted_at=None).values("school")


@transaction.atomic
def leave_service(*, school: School, by: Person) -> Departure:
    """Let a school leave, at its head's word, and return its departure; one that runs already is returned instead.

    Raises Refused for anybody else, and while a Task Group is to come.
    """
    if not is_head(by, school):
        raise Refused("Only the head of the school lets it leave.")
    school = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    if there := departure_of(school):
        return there
    if told := still_to_come(school):
        raise Refused(told)
    made = Departure.objects.create(school=school, by=by, left_at=timezone.now(), held=_held(school, by))
    Sharing.objects.filter(school=school).delete()
    school.memberships.all().delete()
    Invitation.objects.filter(school=school, accepted_at=None, withdrawn_at=None).update(withdrawn_at=made.left_at)
    Link.objects.filter(school=school, revoked_at=None).update(revoked_at=made.left_at)
    for role in _others(school, by):
        role.ends = today() - timedelta(days=1)
        role.starts = min(role.starts, role.ends)  # who began today is out today, too
        role.save(update_fields=["starts", "ends"])
        live.let_go(role.person_id)
    audit.note(by=by, verb="let the school leave", school_urn=school.urn, about=f"until {day(made.ends_at)}")
    _write_to(by, school, made)
    return made


def _others(school: School, by: Person) -> list[Role]:
    held = Role.objects.filter(Q(ends=None) | Q(ends__gte=today()), school=school)
    return list(held.exclude(person=by, kind=Role.Kind.HEAD))


def _held(school: School, by: Person) -> dict[str, object]:
    return {
        "sharing": dict(Sharing.objects.filter(school=school).values_list("thing", "audience")),
        "consortia": [
            [one.consortium_id, one.joined_on.isoformat(), one.waits] for one in school.memberships.order_by("pk")
        ],
        "roles": [
            [role.pk, role.ends.isoformat() if role.ends else "", role.starts.isoformat()]
            for role in _others(school, by)
        ],
    }


def _write_to(by: Person, school: School, made: Departure) -> None:
    text = (
        f"Dear {by.name},\n\n{school} leaves Task Groups. From today nobody but you sees anything of it. Until "
        f"{day(made.ends_at)} you can take out all it owns, and take the leaving back. After that day its work "
        "is deleted for good.\n"
    )
    post.send(to=by.email, subject="Your school leaves Task Groups", text=text, about=f"school:{school.urn}")


@transaction.atomic
def come_back(*, departure: Departure, by: Person) -> Departure:
    """Take a leaving back: sharing, consortia and roles are as they were. Raises Refused once the month is over."""
    now = Departure.objects.select_for_update().select_related("school").get(pk=departure.pk)
    if now.undone_at:
        return now
    if now.deleted_at or now.ends_at <= timezone.now():
        raise Refused("The month is over. What the school had here is deleted.")
    school, held = now.school, now.held
    for thing, audience in held["sharing"].items():
        Sharing.objects.get_or_create(school=school, thing=thing, defaults={"audience": Audience(audience)})
    for consortium, joined_on, waits in held["consortia"]:
        joined = {"joined_on": date.fromisoformat(joined_on), "waits": waits}
        ConsortiumSchool.objects.get_or_create(school=school, consortium_id=consortium, defaults=joined)
    for pk, ends, *starts in held["roles"]:
        there = Role.objects.filter(pk=pk).exclude(person__email__endswith=ERASED)
        began = {"starts": date.fromisoformat(starts[0])} if starts else {}
        there.update(ends=date.fromisoformat(ends) if ends else None, **began)
    now.undone_at = timezone.now()
    now.save(update_fields=["undone_at"])
    audit.note(by=by, verb="took the school's leaving back", school_urn=school.urn, about=school.name)
    return now


@transaction.atomic
def delete_what_it_had(departure: Departure) -> int:
    """Delete the work of a school whose month is over, its files too; return how many rows. Done twice it is done once.

    Deepest tables first, so that nothing is held by what hangs on it. What stays is in STAYS.
    """
    now = Departure.objects.select_for_update().select_related("school").get(pk=departure.pk)
    if now.undone_at or now.deleted_at or now.ends_at > timezone.now():
        return 0
    school = now.school
    _delete_files(school)
    gone = Draft.objects.filter(school=school).delete()[0] + _delete_letters(school)
    for table in reversed(tables()):
        if table.label not in STAYS:
            gone += table.model._base_manager.filter(**{table.path: school}).delete()[0]
    TaskGroup.objects.filter(school=school).update(place="", video_link="", state_reason="", left_out=[])
    Entry.objects.filter(school_urn__in=urns_of(school)).update(details={})
    Role.objects.on(today()).filter(school=school).update(ends=today())
    now.deleted_at, now.held = timezone.now(), {}
    now.save(update_fields=["deleted_at", "held"])
    verb = "deleted the work of a school that left"
    audit.note(by=None, verb=verb, school_urn=school.urn, about=school.name, rows=gone)
    return gone


def _delete_files(school: School) -> None:
    """Take the school's files out of the store once its rows are gone for good."""
    names = {str(name) for name in Evidence.objects.filter(school=school).values_list("file", flat=True)}
    before = EvidenceVersion.objects.filter(evidence__school=school)
    names |= {str(name) for name in before.values_list("file", flat=True)}
    take_away(names)
    forget_archives_of(school)


def _delete_letters(school: School) -> int:
    """Delete the letters about its Task Groups: they tell of what was said. One being sent stays for its year."""
    about = [group.about for group in TaskGroup.objects.filter(school=school).only("public_id")]
    return Letter.objects.filter(about__in=about).exclude(state=Post.SENDING).delete()[0]


def carry_departures(old: School, new: School) -> None:
    """A leaving goes over to the school that a school became.

    Where that leaves already, or has a head who did not let it leave, the old one's is over: no school's work is
    deleted without a word of its own head.
    """
    going = departure_of(old)
    others = Role.objects.on(today()).filter(school=new, kind=Role.Kind.HEAD)
    if departure_of(new) or (going and others.exclude(person=going.by_id).exists()):
        Departure.objects.filter(school=old, undone_at=None, deleted_at=None).update(undone_at=timezone.now())
    Departure.objects.filter(school=old).update(school=new)
