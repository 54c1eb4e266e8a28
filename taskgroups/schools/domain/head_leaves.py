"""A head leaves: their last day, who follows, and the day on which that begins."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import live, post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools import headship
from taskgroups.schools.domain.invite import invite, take_over
from taskgroups.schools.models import Invitation, Role, School
from taskgroups.schools.policy import today
from taskgroups.schools.queries.circle import heads_of

VERB = "said when the head leaves"


@transaction.atomic
def head_leaves(
    *, school: School, by: Person, on: date | None, email: str = "", name: str = "", title: str = ""
) -> Role:
    """Say a head's last day, and who follows where an address is given; return the headship that ends.

    Access ends with that day; without one (`on` None) it ends at once. The head, the chair of governors and the
    administrators are told. Raises Refused.
    """
    school = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    role = _headship(school, by)
    _refuse_amiss(role, by, on, email)
    role.ends = today() - timedelta(days=1) if on is None else on
    role.starts = min(role.starts, role.ends)
    role.save(update_fields=["starts", "ends"])
    last = day(role.ends) if on else f"at once, on {day(today())}"
    audit.note(by=by, verb=VERB, school_urn=school.urn, about=f"{role.person.name}: {last}")
    if on is None:
        live.let_go(role.person_id)
    _tell(role, by, _ends(on))
    if email:
        invite(email=email, name=name, title=title, kind=Role.Kind.HEAD, school=school, by=by)
    return role


def _ends(on: date | None) -> str:
    return f"Their access ends with {day(on)}, at midnight in the United Kingdom." if on else "Their access has ended."


def _headship(school: School, by: Person) -> Role:
    if not headship.may_say_head_leaves(by, school):
        raise Refused("That is for the chair of governors, the lead of its consortium or an administrator to say.")
    heads = heads_of(school)
    if not heads:
        raise Refused("Nobody is head here today. Name a head.")
    if len(heads) > 1:
        raise Refused("More than one person is head here. Ask an administrator to end the role of the one who leaves.")
    return heads[0]


def _refuse_amiss(role: Role, by: Person, on: date | None, email: str) -> None:
    if on is None and not headship.may_end_headship(by, role.school):  # type: ignore[arg-type]
        raise Refused("Only the chair of governors or an administrator ends it at once. Enter a last day.", "at_once")
    if on is not None and on < today():
        raise Refused(f"The last day is in the past. Enter {day(today())} or a later day.", "on")
    if on is not None and on < role.starts:
        raise Refused(f"The headship began on {day(role.starts)}. Enter that day or a later one.", "on")
    if email.strip().lower() == role.person.email:
        raise Refused("That is the head who leaves. Enter the address of the one who follows.", "email")
    if email.strip().lower() == by.email:
        raise Refused(headship.OWN_ADDRESS, "email")


def _tell(role: Role, by: Person, ends: str) -> None:
    school = role.school
    told = headship.told_of_a_new_head(school) if school else []
    for person in dict.fromkeys([role.person, *told]):
        text = (
            f"Dear {person.name},\n\n{by.name} has said in Task Groups that {role.person.name} leaves {school}. {ends} "
            "What they had as head passes to whoever follows. Their own practice as a chair stays theirs.\n\nIf this "
            f"is not right, tell {by.name} ({by.email}) and an administrator today: it can be taken back.\n"
        )
        urn = school.urn if school else 0
        post.send(to=person.email, subject=f"The head leaves {school}"[:200], text=text, about=f"head:{urn}")


@transaction.atomic
def head_stays(*, school: School, by: Person) -> Role:
    """Take back that the head leaves, before the last day is over; return the headship. Who was to follow does not.

    Raises Refused for anybody but the chair of governors and administrators, and where no last day was said.
    """
    school = School.objects.select_for_update(no_key=True).get(pk=school.pk)
    if not headship.may_end_headship(by, school):
        raise Refused("Only the chair of governors or an administrator lets the head stay after all.")
    role = next((one for one in heads_of(school) if one.ends), None)
    if role is None:
        raise Refused("The head's last day is over, or was never said. Name a head instead.")
    role.ends = None
    role.save(update_fields=["ends"])
    Role.objects.filter(school=school, kind=Role.Kind.HEAD, waits=True).delete()
    offered = Invitation.objects.filter(school=school, kind=Role.Kind.HEAD, accepted_at=None, withdrawn_at=None)
    offered.update(withdrawn_at=timezone.now())
    audit.note(by=by, verb="let the head stay after all", school_urn=school.urn, about=role.person.name)
    return role


def begin_headships() -> int:
    """Begin the headships whose first day has come: what the head before had passes on. Return how many."""
    keys = list(Role.objects.filter(waits=True, starts__lte=today()).values_list("pk", flat=True))
    for key in keys:
        _begin(key)
    return len(keys)


@transaction.atomic
def _begin(key: int) -> None:
    waiting = Role.objects.select_for_update(of=("self",)).filter(pk=key, waits=True)
    if role := waiting.select_related("person", "school").first():
        role.waits = False
        role.save(update_fields=["waits"])
        take_over(role)
