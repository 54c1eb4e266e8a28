"""Who may see and do what on somebody's way to accreditation. Every finder returns the person it is about, or None."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import Consortium, Role
from taskgroups.schools.policy import led_by, roles_of, served_by, today
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
    near = consortia_of(found).filter(authority__in=served_by(person))
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
    return schools.leads(person, consortium) or consortium.authority_id in served_by(person)


def may_look_after(person: Person, who: Person) -> bool:
    """Whether somebody leads a consortium that the other belongs to, or is an officer of its authority."""
    led, theirs = led_by(person), served_by(person)
    if not led and not theirs:
        return False
    return consortia_of(who).filter(Q(pk__in=led) | Q(authority__in=theirs)).exists()


def consortia_of(person: Person) -> QuerySet[Consortium]:
    """The consortia to which somebody belongs as a head, chair, lead or observer today."""
    return Consortium.objects.filter(_belongs(person))


def consortia_between(mentor: Person | OuterRef, person: Person | OuterRef) -> QuerySet[Consortium]:
    """The consortia by which one may mentor another: the one rule of who may; none where they may not.

    Asked within a query about many, an `OuterRef` of an `OuterRef` names either of them.
    """
    return Consortium.objects.filter(_belongs(person), _mentors_there(mentor))


def may_mentor(mentor: Person, person: Person) -> bool:
    """Whether somebody heads a school or chairs near enough to a person to mentor them; no other role is enough."""
    return consortia_between(mentor, person).exists()


def still_near(found: QuerySet[Mentoring]) -> QuerySet[Mentoring]:
    """Those where the mentor may mentor the person today, for many at once."""
    between = consortia_between(OuterRef(OuterRef("mentor")), OuterRef(OuterRef("person")))
    return found.filter(Exists(between))


def _belongs(person: Person | OuterRef) -> Q:
    """Of a consortium: whether somebody belongs to it as a head, chair, lead or observer today."""
    held = Role.objects.on(today()).filter(person=person)
    own = held.filter(kind__in=LEARN, consortium=OuterRef("pk"))
    joined = Q(school__memberships__consortium=OuterRef("pk"), school__memberships__waits=False)
    return Q(Exists(own)) | Q(Exists(held.filter(joined, kind=Kind.HEAD)))


def _mentors_there(person: Person | OuterRef) -> Exists:
    """Of a consortium: whether somebody may mentor its people. They chair or head a school there, or in its authority.

    A consortium that begins has nobody accredited of its own; a chair of a neighbour's may come over.
    """
    here, around = OuterRef("pk"), OuterRef("authority")
    chairs = Q(consortium=here) | Q(consortium__authority=around)
    heads = Q(school__memberships__consortium=here) | Q(school__authority=around)
    near = Q(chairs, kind=Kind.CHAIR) | Q(heads, kind=Kind.HEAD, school__memberships__waits=False)
    return Exists(Role.objects.on(today()).filter(near, person=person))


def _active(who: int) -> Person | None:
    return Person.objects.filter(pk=who, is_active=True).first()
