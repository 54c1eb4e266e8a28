"""Who may see and change a commission: officers of the authority, and the consultant their own. Nobody else."""

from taskgroups.people.models import Person
from taskgroups.schools.policy import served_by
from taskgroups.training.models import Commission, CommissionDay


def commission_seen(person: Person, commission: int) -> Commission | None:
    """The consultant, and officers of the authority that commissions them."""
    found = Commission.objects.counted().filter(pk=commission).first()
    return found if found and (found.consultant_id == person.pk or _serves(person, found)) else None


def commission_kept(person: Person, commission: int) -> Commission | None:
    """Officers of the authority that commissions; nobody about their own."""
    found = commission_seen(person, commission)
    return found if found and _serves(person, found) and found.consultant_id != person.pk else None


def commission_day(person: Person, commission: int, day: int) -> CommissionDay | None:
    """Whoever noted the day, and officers of the authority."""
    found = commission_seen(person, commission)
    noted = CommissionDay.objects.filter(commission=found, pk=day).first() if found else None
    return noted if found and noted and (noted.by_id == person.pk or _serves(person, found)) else None


def _serves(person: Person, commission: Commission) -> bool:
    return commission.authority_id in served_by(person)
