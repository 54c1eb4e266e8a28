"""The areas whose outcomes a person may open, those they belong to first."""

from django.db.models import Q, QuerySet

from taskgroups.outcomes.policy import opens_outcomes
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium, Role, School
from taskgroups.schools.policy import headed_by, roles_of

Near = tuple[str, str, str, list[str | int]]


def near_to(person: Person) -> list[Near]:
    """The consortia, authorities and trusts a person's roles lead to: name, kind, name of the page, its parts."""
    roles = roles_of(person)
    schools = [one.school for one in roles if one.school]
    led = [one.consortium_id for one in roles if one.consortium_id]
    mine = Q(pk__in=led) | Q(memberships__school__in=headed_by(person), memberships__waits=False)
    consortia = Consortium.objects.filter(mine).distinct().order_by("name")
    found: list[Near] = [
        (one.name, "Consortium", "consortium-outcomes", [one.slug]) for one in consortia if opens_outcomes(person, one)
    ]
    places: list[School | Role | Consortium] = [*schools, *roles, *consortia]
    codes = {one.authority_id for one in places if one.authority_id is not None}
    for authority in Authority.objects.filter(pk__in=codes):
        found.append((authority.name, "Local authority", "authority-outcomes", [authority.code]))
    return found


def authorities_named(text: str) -> QuerySet[Authority]:
    """The authorities whose name or code holds a text, by name."""
    found = Authority.objects.order_by("name", "code")
    return found.filter(Q(name__icontains=text) | Q(code=text)) if text else found
