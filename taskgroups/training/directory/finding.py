"""Who may be found in the directory by whom, and what is said of each. Addresses are read nowhere here."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from taskgroups.frameworks import shelf
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, ConsortiumSchool, District, Role, School
from taskgroups.schools.policy import roles_of, today
from taskgroups.schools.queries.consortia import of_person
from taskgroups.training.accrediting.reading import Right, decided_anywhere, standings
from taskgroups.training.models import Commission, Listing

Kind = Role.Kind
MAY_BE_LISTED = (Kind.HEAD, Kind.CHAIR, Kind.LEAD)
MAY_OPEN = (*MAY_BE_LISTED, Kind.OFFICER)


@dataclass(frozen=True)
class Found:
    """One chair as the directory shows them."""

    listing: Listing
    right: Right
    does: str
    frameworks: tuple[str, ...]
    consortia: frozenset[int] = frozenset()

    @property
    def person(self) -> Person:
        return self.listing.person


@dataclass(frozen=True)
class Wanted:
    """How the directory is narrowed."""

    text: str = ""
    phase: str = ""
    framework: str = ""
    district: int | None = None
    consortium: int | None = None


def may_open(person: Person) -> bool:
    """Whether somebody opens the directory: heads, chairs, leads and officers do."""
    return any(role.kind in MAY_OPEN for role in roles_of(person))


def shown_to(person: Person) -> QuerySet[Listing]:
    """The entries that somebody may find by what each person chose, in the order of their names; their own is one.

    Who has no role any more, and no commission, is not found: an entry does not outlast what it is about.
    """
    everybody = Q(seen_by=Listing.Seen.ALL) | Q(person=person)
    of_consortium = Q(person__in=_people_near(Q(pk__in=_consortia(person))))
    authorities = _authorities(person)
    of_authority = Q(person__in=_people_near(Q(authority__in=authorities))) | Q(
        person__in=_commissioned_by(authorities)
    )
    near = Q(seen_by=Listing.Seen.AUTHORITY) & (of_authority | of_consortium)
    found = Listing.objects.filter(everybody | near | Q(seen_by=Listing.Seen.CONSORTIUM) & of_consortium)
    held = Role.objects.on(today()).filter(kind__in=MAY_BE_LISTED).values("person")
    agreed = Commission.objects.filter(ends__gte=today()).values("consultant")
    found = found.filter(Q(person__in=held) | Q(person__in=agreed))
    found = found.filter(listed=True, person__is_active=True).select_related("person")
    return found.prefetch_related("districts__authority").order_by("person__name", "pk")


def _consortia(person: Person) -> set[int]:
    """The consortia somebody belongs to: by a role there, or as the head of a school that has joined."""
    roles = roles_of(person)
    heads = [role.school_id for role in roles if role.kind == Kind.HEAD]
    joined = ConsortiumSchool.objects.filter(school__in=heads, waits=False).values_list("consortium", flat=True)
    own = {role.consortium_id for role in roles if role.consortium_id}
    return own | (set(joined) if heads else set())


def _authorities(person: Person) -> set[int]:
    roles = roles_of(person)
    own: set[int | None] = {role.authority_id for role in roles}
    own |= {role.school.authority_id for role in roles if role.school and role.kind == Kind.HEAD}
    return {one for one in own | {r.consortium.authority_id for r in roles if r.consortium} if one}


def _people_near(which: Q) -> QuerySet[Role]:
    """The heads, chairs and leads of some consortia, as keys of people; not yet asked for."""
    consortia = Consortium.objects.filter(which)
    joined = ConsortiumSchool.objects.filter(consortium__in=consortia.values("pk"), waits=False)
    held = Role.objects.on(today()).filter(
        Q(kind=Kind.HEAD, school__in=joined.values("school"))
        | Q(kind__in=(Kind.CHAIR, Kind.LEAD), consortium__in=consortia.values("pk"))
    )
    return held.values("person")  # type: ignore[return-value]


def _commissioned_by(authorities: Collection[int]) -> QuerySet[Commission]:
    now = Commission.objects.filter(authority__in=authorities, starts__lte=today(), ends__gte=today())
    return now.values("consultant")  # type: ignore[return-value]


def find(person: Person, wanted: Wanted) -> list[Found]:
    """The chairs somebody may find, narrowed, by name; the same number of queries whatever there is."""
    rows = [one for one in described(person, shown_to(person)) if one.right.phases]
    return [one for one in rows if _fits(one, wanted)]


def described(person: Person, listings: Iterable[Listing]) -> list[Found]:
    """Some entries with what is known of each: by what they may chair, what they do, and where."""
    rows = list(listings)
    keys = [one.person_id for one in rows]
    now, decided = standings(keys), decided_anywhere(keys, today())
    roles = _roles(keys)
    near, commissioned = _near(roles, set(of_person(person).values_list("pk", flat=True))), _commissioned(keys)
    return [
        Found(
            one,
            Right.of(now[one.person_id], decided.get(one.person_id)),
            _does(roles[one.person_id], one.person_id in commissioned),
            tuple(pack.title for slug, pack in shelf.packs().items() if slug in one.frameworks),
            frozenset(near[one.person_id]),
        )
        for one in rows
    ]


def _roles(keys: Collection[int]) -> dict[int, list[Role]]:
    found: dict[int, list[Role]] = defaultdict(list)
    held = Role.objects.on(today()).filter(person__in=keys, kind__in=MAY_BE_LISTED)
    for role in held.select_related("school").order_by("-kind", "pk"):
        found[role.person_id].append(role)
    return found


def _near(roles: dict[int, list[Role]], opens: set[int]) -> dict[int, set[int]]:
    """The consortia of each, as far as the reader may open them."""
    schools = {role.school_id for held in roles.values() for role in held if role.school_id}
    places = ConsortiumSchool.objects.filter(school__in=schools, waits=False).values_list("school", "consortium")
    joined: dict[int, set[int]] = defaultdict(set)
    for school, consortium in places:
        joined[school].add(consortium)
    found: dict[int, set[int]] = defaultdict(set)
    for key, held in roles.items():
        for role in held:
            found[key] |= ({role.consortium_id} if role.consortium_id else joined[role.school_id or 0]) & opens
    return found


def _commissioned(keys: Collection[int]) -> set[int]:
    now = Commission.objects.filter(consultant__in=keys, starts__lte=today(), ends__gte=today())
    return set(now.values_list("consultant", flat=True))


def _does(roles: Iterable[Role], commissioned: bool) -> str:
    heads = [f"Head, {role.school}" for role in roles if role.kind == Kind.HEAD]
    return "; ".join(heads) or ("Consultant" if commissioned else "Chair")


def _fits(one: Found, wanted: Wanted) -> bool:
    said = f"{one.person.name} {one.does} {one.listing.words}".lower()
    return (
        all(word in said for word in wanted.text.lower().split()[:6])
        and (not wanted.phase or wanted.phase in one.right.phases)
        and (not wanted.framework or wanted.framework in one.listing.frameworks)
        and (wanted.district is None or wanted.district in {each.pk for each in one.listing.districts.all()})
        and (wanted.consortium is None or wanted.consortium in one.consortia)
    )


@dataclass(frozen=True)
class Choices:
    """What the directory can be narrowed by."""

    phases: list[tuple[str, str]] = field(default_factory=lambda: list(School.Phase.choices))
    frameworks: list[tuple[str, str]] = field(default_factory=list)
    districts: list[tuple[int, str]] = field(default_factory=list)
    consortia: list[tuple[int, str]] = field(default_factory=list)


def choices(person: Person) -> Choices:
    """What somebody may narrow the directory by: districts of their authorities, consortia they may open."""
    return Choices(
        frameworks=[(slug, pack.title) for slug, pack in reversed(shelf.packs().items())],
        districts=district_choices(person),
        consortia=[(one.pk, one.name) for one in of_person(person)],
    )


def district_choices(person: Person) -> list[tuple[int, str]]:
    """The districts of the authorities somebody has to do with, each with its authority where there are several."""
    authorities = _authorities(person)
    authorities |= set(
        Commission.objects.filter(consultant=person, ends__gte=today()).values_list("authority", flat=True)
    )
    found = District.objects.filter(authority__in=authorities).select_related("authority").order_by("authority", "name")
    several = len(authorities) > 1
    return [(one.pk, f"{one.name}, {one.authority}" if several else one.name) for one in found]


def is_free(listing: Listing, on: date) -> bool:
    """Whether the days somebody gave take in this one; without days they do."""
    return not (listing.free_from and on < listing.free_from) and not (listing.free_until and on > listing.free_until)
