"""The three outcomes of one local authority."""

from typing import Any

from taskgroups.outcomes.queries.inspected import days_of_authority
from taskgroups.outcomes.queries.published import area_of_authority, results
from taskgroups.outcomes.three import ACHIEVING, LEAVING, outcomes_of
from taskgroups.schools.models import Authority


def authority_named(name: str) -> Authority | None:
    """The authority of that name (capitals do not matter) or three-digit code, or None."""
    found = Authority.objects.filter(code=name.strip()) | Authority.objects.filter(name__iexact=name.strip())
    return found.first()


def outcomes_of_authority(authority: Authority) -> dict[str, Any]:
    """The three outcomes of an authority as `outcomes_of` gives them. A fixed number of questions."""
    held = results(area_of_authority(authority.code), (*ACHIEVING, *LEAVING))
    achieving = [one for one in held if one.layout.slug in ACHIEVING]
    leaving = [one for one in held if one.layout.slug in LEAVING]
    return outcomes_of(authority.name, days_of_authority(authority.code), achieving, leaving)
