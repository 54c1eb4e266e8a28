"""Who may see and do what with a school. Every finder returns the object for this person, or None."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from taskgroups.people.models import Person
from taskgroups.schools import stand_in
from taskgroups.schools.models import (
    Audience,
    Authority,
    Consortium,
    ConsortiumSchool,
    Invitation,
    Role,
    School,
    Sharing,
    Thing,
)

FAR = 99  # of no audience of a school
Sight = Callable[[Person, School], bool]
_group_sight: list[Sight] = []


def let_group_see(rule: Sight) -> None:
    """Meetings, a floor above, say here who is in a school's Task Group after its preparation was sent."""
    _group_sight.append(rule)


def today() -> date:
    """The day in the time zone of the installation."""
    return timezone.localdate()


def roles_of(person: Person) -> list[Role]:
    """The roles a person holds today, read once per request."""
    if not hasattr(person, "_roles_today"):
        found = Role.objects.on(today()).filter(person=person).select_related("school", "consortium", "authority")
        person._roles_today = list(found)  # type: ignore[attr-defined]
    roles: list[Role] = person._roles_today  # type: ignore[attr-defined]
    return roles


def holds(person: Person, kind: str) -> bool:
    """Whether the person holds a role of this kind anywhere today."""
    return any(role.kind == kind for role in roles_of(person))


def headed_by(person: Person) -> set[int]:
    """The schools the person is head of today, by their keys."""
    return {role.school_id for role in roles_of(person) if role.kind == Role.Kind.HEAD and role.school_id}


def staffed_by(person: Person) -> set[int]:
    """The schools the person is head, a leader or a governor of today, by their keys."""
    return {role.school_id for role in roles_of(person) if role.kind in Role.SCHOOL_KINDS and role.school_id}


def led_by(person: Person) -> set[int]:
    """The consortia the person leads today, by their keys."""
    return {role.consortium_id for role in roles_of(person) if role.kind == Role.Kind.LEAD and role.consortium_id}


def served_by(person: Person) -> set[int]:
    """The authorities the person is an officer of today, by their keys."""
    return {role.authority_id for role in roles_of(person) if role.kind == Role.Kind.OFFICER and role.authority_id}


def is_head(person: Person, school: School) -> bool:
    """Whether the person is the school's head today."""
    return school.pk in headed_by(person)


def is_staff(person: Person, school: School) -> bool:
    """Whether the person is the school's head, a leader or a governor today."""
    return school.pk in staffed_by(person)


def leads(person: Person, consortium: Consortium) -> bool:
    """Whether the person is the consortium's lead today."""
    return consortium.pk in led_by(person)


def heads_one_of(person: Person, consortium: Consortium) -> bool:
    """Whether the person is head of a school that has agreed to be in the consortium; no query for who heads none."""
    headed = headed_by(person)
    return bool(headed) and consortium.memberships.filter(school__in=headed, waits=False).exists()


def memberships_of(person: Person, school: School) -> list[ConsortiumSchool]:
    """The school's places in consortia, also those it has not agreed to; read once per request of this person's.

    Each has `beside`: whether this person heads a school that is one of the same consortium's.
    """
    known: dict[int, list[ConsortiumSchool]] = person.__dict__.setdefault("_memberships", {})
    if school.pk not in known:
        agreed = ConsortiumSchool.objects.filter(consortium=OuterRef("consortium"), waits=False)
        theirs = agreed.filter(school__in=headed_by(person))
        found = school.memberships.select_related("consortium").annotate(beside=Exists(theirs))
        known[school.pk] = list(found.order_by("consortium__name"))
    return known[school.pk]


def anyone(person: Person) -> Person:
    """Anybody who is signed in."""
    return person


def any_school(person: Person, urn: int) -> School | None:
    """Anybody who is signed in: the register is public."""
    return with_places().filter(urn=urn).first()


def with_places() -> QuerySet[School]:
    """The schools, each with its authority, district and trust."""
    return School.objects.select_related("authority", "district", "trust")


def working_school(person: Person, urn: int) -> School | None:
    """Anybody who is signed in, about the school that has the work of this URN: itself, or the one it became."""
    school = any_school(person, urn)
    if school and school.passed_whole and school.passed_to:
        return any_school(person, school.passed_to.urn)
    return school


def reads_what_it_left(person: Person, school: School) -> bool:
    """Whether the person is of the school that may read what this closed one left, or of one that came after that.

    A school that became another left nothing: what it had is at the other.
    """
    if school.passed_to_id is None:
        return False
    if not hasattr(person, "_left_to"):
        person._left_to = set(left_to(person).values_list("pk", flat=True))  # type: ignore[attr-defined]
    found: set[int] = person._left_to  # type: ignore[attr-defined]
    return school.pk in found


_LEFT = """
WITH RECURSIVE later(id) AS (
    SELECT id FROM schools_school WHERE id IN ({own})
    UNION
    SELECT before.id FROM schools_school before JOIN later ON before.passed_to_id = later.id
)
SELECT before.id FROM schools_school before JOIN later ON before.passed_to_id = later.id WHERE NOT before.passed_whole
"""


def left_to(person: Person) -> QuerySet[School]:
    """The closed schools whose leavings the person may read, by the rule of `reads_what_it_left`. Not yet asked for."""
    own = sorted(staffed_by(person))
    if not own:
        return School.objects.none()
    asked = RawSQL(_LEFT.format(own=", ".join(["%s"] * len(own))), own)  # noqa: S611  (keys alone go in, as parameters)
    return School.objects.filter(pk__in=asked)


def own_school(person: Person, urn: int) -> School | None:
    """The head, the leaders and the governors of the school."""
    school = working_school(person, urn)
    return school if school and is_staff(person, school) else None


def headed_school(person: Person, urn: int) -> School | None:
    """The head of the school."""
    school = working_school(person, urn)
    return school if school and is_head(person, school) else None


def is_own(person: Person, school: School) -> bool:
    """Whether a person reads a school as its own people do; nobody does who looks at it as somebody else would."""
    mine = is_staff(person, school) or reads_what_it_left(person, school)
    return mine and stand_in.played_by(person) is None


def standing(person: Person, school: School) -> int:
    """How near a person is to a school, as the narrowest audience they belong to; 99 where they belong to none."""
    if (played := stand_in.played_by(person)) is not None:
        return played.audience if played.school_id == school.pk else FAR
    if is_own(person, school):
        return Audience.SCHOOL
    if any(rule(person, school) for rule in _group_sight):
        return Audience.GROUP
    agreed = [one for one in memberships_of(person, school) if not one.waits]
    led = led_by(person)
    if any(one.consortium_id in led or one.beside for one in agreed):  # type: ignore[attr-defined]
        return Audience.CONSORTIUM
    return Audience.AUTHORITY if school.authority_id in served_by(person) else FAR


def may_see(person: Person, school: School, thing: str) -> bool:
    """Whether the school's sharing lets this person see a thing of it."""
    return thing in visible_things(person, school)


def school_to_hand_on(person: Person, urn: int) -> School | None:
    """The head of a closed school, and administrators, while its work has not gone over to the one it became."""
    school = any_school(person, urn)
    if school is None or not school.has_closed or school.passed_whole:
        return None
    return school if is_head(person, school) or administrator(person) else None


def opens_consortium(person: Person, place: ConsortiumSchool) -> bool:
    """Whether a school's page should lead this person on to its consortium; `place` as `memberships_of` gives it."""
    if place.beside or place.consortium.authority_id in served_by(person):  # type: ignore[attr-defined]
        return True
    roles = roles_of(person)
    return any(one.consortium_id == place.consortium_id or one.school_id == place.school_id for one in roles)


def led_consortium(person: Person, slug: str) -> Consortium | None:
    """The lead of the consortium."""
    found = Consortium.objects.filter(slug=slug).select_related("authority").first()
    return found if found and leads(person, found) else None


def seen_consortium(person: Person, slug: str) -> Consortium | None:
    """The lead, those with a role in it, the people of its schools and of those asked, officers of its authority."""
    found = Consortium.objects.filter(slug=slug).select_related("authority").first()
    if found is None:
        return None
    if found.authority_id in served_by(person) or any(one.consortium_id == found.pk for one in roles_of(person)):
        return found
    own = staffed_by(person)
    return found if own and found.memberships.filter(school__in=own).exists() else None


def a_lead(person: Person) -> Person | None:
    """Consortium leads."""
    return person if holds(person, Role.Kind.LEAD) else None


def officers_authority(person: Person, code: str) -> Authority | None:
    """The officers of the authority."""
    found = Authority.objects.filter(code=code).first()
    return found if found and found.pk in served_by(person) else None


def administrator(person: Person) -> Person | None:
    """Administrators, who manage accounts and read no school's content."""
    return person if holds(person, Role.Kind.ADMINISTRATOR) else None


def visible_things(person: Person, school: School) -> set[str]:
    """What of a school this person may see, in as few queries as asking for one thing."""
    return sees(person, school)[1]


def sees(person: Person, school: School) -> tuple[int, set[str]]:
    """How near a person is to a school, and what of it they may see: the one rule, for shown and for proposed alike."""
    near, played = standing(person, school), stand_in.played_by(person)
    if near in (Audience.SCHOOL, FAR):
        return near, set(Thing.values) if near == Audience.SCHOOL else set()
    chosen = played.proposed if played else dict(Sharing.objects.filter(school=school).values_list("thing", "audience"))
    return near, {thing for thing in Thing.values if near <= chosen.get(thing, Audience.SCHOOL)}


def role_at_headed_school(person: Person, urn: int, role_id: int) -> Role | None:
    """The head of the school, about a role held at it."""
    school = headed_school(person, urn)
    return _role(school=school, pk=role_id) if school else None


def role_in_led_consortium(person: Person, slug: str, role_id: int) -> Role | None:
    """The lead of the consortium, about a role held in it."""
    consortium = led_consortium(person, slug)
    return _role(consortium=consortium, pk=role_id) if consortium else None


def _role(**where: object) -> Role | None:
    found = Role.objects.filter(**where).select_related("person", "school", "consortium", "authority")
    return found.first()


def invitation_of_headed_school(person: Person, urn: int, invitation_id: int) -> Invitation | None:
    """The head of the school, about an invitation to lead or govern it."""
    school = headed_school(person, urn)
    return (
        Invitation.objects.filter(school=school, pk=invitation_id).select_related("school").first() if school else None
    )


def account(person: Person, account_id: int) -> Person | None:
    """Administrators, about anybody's account."""
    return Person.objects.filter(pk=account_id).first() if administrator(person) else None


def role_of_account(person: Person, account_id: int, role_id: int) -> Role | None:
    """Administrators, about a role that somebody holds."""
    return _role(person=account_id, pk=role_id) if administrator(person) else None
