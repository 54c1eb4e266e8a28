"""Accounts, as an administrator sees them."""

from django.db.models import Count, Q, QuerySet

from taskgroups.people.models import Person
from taskgroups.schools.policy import today

SORTS = {"name": ("name", "pk"), "-name": ("-name", "pk"), "email": ("email",), "-email": ("-email",)}


def find_accounts(text: str, state: str, sort: str) -> QuerySet[Person]:
    """Accounts whose name or e-mail address holds the text, open or closed or both, with how many roles they hold."""
    found = Person.objects.all()
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    if state in ("open", "closed"):
        found = found.filter(is_active=state == "open")
    held = Q(roles__starts__lte=today()) & (Q(roles__ends=None) | Q(roles__ends__gte=today()))
    return found.annotate(many=Count("roles", filter=held)).order_by(*SORTS.get(sort, SORTS["name"]))
