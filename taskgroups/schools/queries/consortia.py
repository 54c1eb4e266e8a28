"""Which consortia a person has to do with, and how they stand."""

from django.db.models import Count, Q, QuerySet

from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium
from taskgroups.schools.policy import roles_of, served_by

AGREED = Count("memberships", filter=Q(memberships__waits=False))


def of_person(person: Person, text: str = "") -> QuerySet[Consortium]:
    """The consortia a person may open, with how many schools have agreed; only those whose name holds the text."""
    roles = roles_of(person)
    mine = (
        Q(pk__in=[role.consortium_id for role in roles if role.consortium_id])
        | Q(memberships__school__in=[role.school_id for role in roles if role.school_id])
        | Q(authority__in=served_by(person))
    )
    found = Consortium.objects.filter(pk__in=Consortium.objects.filter(mine).values("pk"))
    found = found.filter(name__icontains=text) if text else found
    return found.select_related("authority").annotate(many=AGREED).order_by("name", "pk")
