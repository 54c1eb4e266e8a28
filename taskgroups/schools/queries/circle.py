"""People around schools: who holds which role, who would see what, and what was done."""

from dataclasses import dataclass

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from taskgroups.kit.access.models import Entry
from taskgroups.kit.post.models import Letter
from taskgroups.schools.models import Audience, Consortium, Invitation, Role, School
from taskgroups.schools.policy import today
from taskgroups.schools.queries.lineage import urns_of

LATEST = ("person__name", "starts", "pk")
SORTS = {
    "name": LATEST,
    "-name": ("-person__name", "starts", "pk"),
    "role": ("kind", *LATEST),
    "-role": ("-kind", *LATEST),
    "starts": ("starts", "person__name", "pk"),
    "-starts": ("-starts", "person__name", "pk"),
}


@dataclass(frozen=True)
class Seer:
    """Somebody who sees a thing once it is shared that far."""

    name: str
    role: str
    from_audience: int


def who_sees(school: School) -> list[Seer]:
    """Everybody who may see a thing of the school by its audience, the nearest first. Three queries.

    Members of a Task Group come and go with each one, so they are not among the names.
    """
    consortia = list(school.memberships.filter(waits=False).values_list("consortium_id", flat=True))
    others = School.objects.filter(memberships__consortium__in=consortia, memberships__waits=False).exclude(
        pk=school.pk
    )
    wanted = (
        Q(school=school)
        | Q(kind=Role.Kind.LEAD, consortium__in=consortia)
        | Q(kind=Role.Kind.HEAD, school__in=others)
        | Q(kind=Role.Kind.OFFICER, authority=school.authority_id, authority__isnull=False)
    )
    found = Role.objects.on(today()).filter(wanted).select_related("person", "school", "consortium", "authority")
    seers = [Seer(role.person.name, _in_words(role), _audience(role, school)) for role in found.order_by(*LATEST)]
    return sorted(seers, key=lambda one: one.from_audience)


def _audience(role: Role, school: School) -> int:
    if role.school_id == school.pk:
        return Audience.SCHOOL
    return Audience.AUTHORITY if role.kind == Role.Kind.OFFICER else Audience.CONSORTIUM


def _in_words(role: Role) -> str:
    return f"{role.title or role.get_kind_display()}, {role.place}"


def staff_of(school: School) -> list[Role]:
    """The roles held at a school today: those who may own its actions."""
    at = Role.objects.on(today()).filter(Q(school=school), kind__in=Role.SCHOOL_KINDS)
    return list(at.select_related("person").order_by("person__name"))


def heads_of(school: School) -> list[Role]:
    """The headships of a school today, with their people; usually one, none where the headship is vacant."""
    return list(Role.objects.on(today()).filter(school=school, kind=Role.Kind.HEAD).select_related("person"))


def roles_at(school: School) -> QuerySet[Role]:
    """Every role at a school, those that last first, then the ended ones."""
    return school.roles.select_related("person").order_by(F("ends").asc(nulls_first=True), *LATEST)


def roles_in(consortium: Consortium, text: str = "", sort: str = "name") -> QuerySet[Role]:
    """Every role in a consortium, and of the heads of the schools that have agreed to be in it; ended ones too.

    Only of people whose name holds the text.
    """
    found = Role.objects.heads_and(consortium, *Role.CONSORTIUM_KINDS).select_related("person", "school", "consortium")
    found = found.filter(person__name__icontains=text) if text else found
    return found.order_by(*SORTS.get(sort, LATEST))


def invitations_to(consortium: Consortium) -> QuerySet[Invitation]:
    """Every invitation to a role in a consortium, or to head one of its schools."""
    heads = Q(school__in=consortium.schools.values("pk"), kind=Role.Kind.HEAD)
    return Invitation.objects.filter(Q(consortium=consortium) | heads)


def open_of(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those that nobody has accepted or withdrawn, the newest first.

    Each has `letter_state` and `letter_tries`, what became of its e-mail; None where it was handed over otherwise.
    """
    waiting = invitations.filter(accepted_at=None, withdrawn_at=None)
    about = Concat(Value("invitation:"), Cast(OuterRef("pk"), CharField()))
    letter = Letter.objects.filter(about=about).order_by("-pk")
    told = {f"letter_{name}": Subquery(letter.values(name)[:1]) for name in ("state", "tries")}
    return waiting.annotate(**told).select_related("school", "consortium").order_by("-sent_at")


def done_at(school: School) -> QuerySet[Entry]:
    """What was done about a school, under any URN it has had here, the latest first."""
    return Entry.objects.filter(school_urn__in=urns_of(school)).select_related("by").order_by("-at", "-pk")
