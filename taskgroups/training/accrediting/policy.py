"""Who may see and do what on somebody's way to accreditation. Every finder returns the person it is about, or None."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import Consortium, ConsortiumSchool, Role, School
from taskgroups.schools.policy import roles_of, today
from taskgroups.training.models import Mentoring, Step

Kind = Role.Kind
LEARN = (Kind.CHAIR, Kind.LEAD, Kind.OBSERVER)


def way_seen(person: Person, who: int) -> Person | None:
    """The person themselves, their mentor, the lead of a consortium they belong to, and officers of its authority."""
    found = _active(who)
    if found is None:
        return None
    mentors = roles_of(person) and Mentoring.objects.filter(person=found, mentor=person, ended_at=None).exists()
    return found if found == person or mentors or may_look_after(person, found) else None


def own_way(person: Person, who: int) -> Person | None:
    """The person themselves."""
    return person if person.pk == who else None


def way_looked_after(person: Person, who: int) -> Person | None:
    """The lead of a consortium the person belongs to, and officers of its authority; nobody about themselves."""
    found = _active(who)
    return found if found and found != person and may_look_after(person, found) else None


def way_signed(person: Person, who: int) -> Mentoring | None:
    """The mentor of the person, while they are that and have a role here."""
    if not roles_of(person):
        return None
    found = Mentoring.objects.filter(person__pk=who, person__is_active=True, mentor=person, ended_at=None)
    return found.select_related("person", "mentor").first()


def way_of_authority(person: Person, who: int) -> Person | None:
    """Officers of the authority whose consortium the person belongs to; nobody about themselves."""
    found = _active(who)
    if found is None or found == person:
        return None
    near = consortia_of(found).filter(authority__in=_authorities(person))
    return found if near.exists() else None


def step_looked_after(person: Person, who: int, step: int) -> Step | None:
    """Those who look after the person's way, about one step of it."""
    found = way_looked_after(person, who)
    return Step.objects.filter(person=found, pk=step).select_related("person").first() if found else None


def consortium_of_chairs(person: Person, slug: str) -> Consortium | None:
    """The lead of the consortium, and officers of its authority."""
    found = schools.seen_consortium(person, slug)
    return found if found and looks_after(person, found) else None


def may_decide(person: Person, slug: str, who: int) -> tuple[Consortium, Person] | None:
    """The lead of the consortium, about somebody who belongs to it."""
    consortium = schools.led_consortium(person, slug)
    found = _active(who) if consortium else None
    if consortium is None or found is None:
        return None
    return (consortium, found) if consortia_of(found).filter(pk=consortium.pk).exists() else None


def looks_after(person: Person, consortium: Consortium) -> bool:
    """Whether somebody leads the consortium or is an officer of its authority."""
    return schools.leads(person, consortium) or consortium.authority_id in _authorities(person)


def may_look_after(person: Person, who: Person) -> bool:
    """Whether somebody leads a consortium that the other belongs to, or is an officer of its authority."""
    led = [role.consortium_id for role in roles_of(person) if role.kind == Kind.LEAD]
    theirs = _authorities(person)
    if not led and not theirs:
        return False
    return consortia_of(who).filter(Q(pk__in=led) | Q(authority__in=theirs)).exists()


def consortia_of(person: Person) -> QuerySet[Consortium]:
    """The consortia to which somebody belongs as a head, chair, lead or observer today."""
    held = Role.objects.on(today()).filter(person=person)
    heads = held.filter(kind=Kind.HEAD).values("school")
    member = ConsortiumSchool.objects.filter(consortium=OuterRef("pk"), school__in=heads, waits=False)
    own = held.filter(kind__in=LEARN).values("consortium")
    return Consortium.objects.filter(Q(pk__in=own) | Exists(member))


def those_who_may_mentor(person: Person) -> QuerySet[Role]:
    """The roles by which somebody may mentor a person: heads and chairs of their consortia, and of those' authorities.

    A consortium that begins has nobody accredited of its own; a chair of a neighbour's may come over.
    """
    own = consortia_of(person)
    authorities = own.exclude(authority=None).values("authority")
    near = School.objects.filter(
        Q(memberships__consortium__in=own.values("pk")) | Q(authority__in=authorities), memberships__waits=False
    )
    return Role.objects.on(today()).filter(
        Q(kind=Kind.HEAD, school__in=near.values("pk"))
        | Q(kind=Kind.CHAIR, consortium__in=own.values("pk"))
        | Q(kind=Kind.CHAIR, consortium__authority__in=authorities)
    )


def may_mentor(mentor: Person, person: Person) -> bool:
    """Whether somebody heads a school or chairs near enough to a person to mentor them; no other role is enough."""
    return those_who_may_mentor(person).filter(person=mentor).exists()


def still_near(found: QuerySet[Mentoring]) -> QuerySet[Mentoring]:
    """Those where the mentor may mentor the person today (`may_mentor`), for many at once.

    For each consortium of the person: the mentor chairs it or another of its authority, or heads a school of either.
    """
    held, who = Role.objects.on(today()), OuterRef(OuterRef("person"))
    own = held.filter(person=who, kind__in=LEARN, consortium=OuterRef("pk"))
    joined = Q(school__memberships__consortium=OuterRef("pk"), school__memberships__waits=False)
    member = held.filter(joined, person=who, kind=Kind.HEAD)
    here, around = OuterRef("pk"), OuterRef("authority")
    chairs = Q(kind=Kind.CHAIR) & (Q(consortium=here) | Q(consortium__authority=around))
    heads = Q(kind=Kind.HEAD, school__memberships__waits=False) & (
        Q(school__memberships__consortium=here) | Q(school__authority=around)
    )
    mentors = held.filter(chairs | heads, person=OuterRef(OuterRef("mentor")))
    near = Consortium.objects.filter(Exists(own) | Exists(member)).filter(Exists(mentors))
    return found.filter(Exists(near))


def _authorities(person: Person) -> set[int]:
    return {role.authority_id for role in roles_of(person) if role.kind == Kind.OFFICER and role.authority_id}


def _active(who: int) -> Person | None:
    return Person.objects.filter(pk=who, is_active=True).first()
