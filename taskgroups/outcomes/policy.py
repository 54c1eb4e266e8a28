"""Who may look at the three outcomes of which schools. Every finder returns the thing for this person, or None.

What is shown is added up from published statistics, of which none tells of a pupil or of fewer than six. So anybody
with an account may look at an authority or a trust. Which schools a consortium or a set of its lead's is made of is
its own affair: its heads, its lead and the officers of its authority look at those.
"""

from taskgroups.outcomes.models import SchoolSet
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import Authority, Consortium, Trust


def any_authority(person: Person, code: str) -> Authority | None:
    """Anybody who is signed in: the figures are published statistics."""
    return Authority.objects.filter(code=code).first()


def any_trust(person: Person, trust_id: int) -> Trust | None:
    """Anybody who is signed in: the figures are published statistics, and who is in a trust is public."""
    return Trust.objects.filter(pk=trust_id).first()


def counted_consortium(person: Person, slug: str) -> Consortium | None:
    """The lead of the consortium, the heads of its schools, and officers of its authority."""
    found = Consortium.objects.filter(slug=slug).select_related("authority").first()
    return found if found and opens_outcomes(person, found) else None


def opens_outcomes(person: Person, consortium: Consortium) -> bool:
    """The rule of `counted_consortium` for one consortium."""
    near = schools.leads(person, consortium) or consortium.authority_id in schools.served_by(person)
    return near or schools.heads_one_of(person, consortium)


def counted_set(person: Person, slug: str, set_id: int) -> SchoolSet | None:
    """The lead of the consortium, the heads of its schools, and officers of its authority."""
    consortium = counted_consortium(person, slug)
    return _set(consortium, set_id) if consortium else None


def led_set(person: Person, slug: str, set_id: int) -> SchoolSet | None:
    """The lead of the consortium."""
    consortium = schools.led_consortium(person, slug)
    return _set(consortium, set_id) if consortium else None


def _set(consortium: Consortium, set_id: int) -> SchoolSet | None:
    found = SchoolSet.objects.filter(consortium=consortium, pk=set_id)
    return found.select_related("consortium__authority").first()
