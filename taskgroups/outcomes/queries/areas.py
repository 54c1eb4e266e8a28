"""The three outcomes of an area as its page shows them: an authority, or any schools taken together."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet

from taskgroups.outcomes.models import SchoolSet
from taskgroups.outcomes.queries.inspected import days_of_authority, days_of_schools
from taskgroups.outcomes.queries.published import Area, area_of_authority, results
from taskgroups.outcomes.shown.panels import Outcome
from taskgroups.outcomes.shown.whole import three_outcomes
from taskgroups.outcomes.three import ACHIEVING, LEAVING
from taskgroups.schools.models import Authority, Consortium, Link, School
from taskgroups.schools.queries.lineage import JOINED

LAYOUTS = (*ACHIEVING, *LEAVING)


def of_authority(authority: Authority) -> tuple[Outcome, ...]:
    """The outcomes of a local authority: what was published for it, and for its schools. Six questions."""
    held = results(area_of_authority(authority.code), LAYOUTS)
    return three_outcomes(authority.name, days_of_authority(authority.code), held)


def codes_of(schools: QuerySet[School]) -> dict[int, str]:
    """The code of the authority each of these schools is in, by its URN; '' where it is in none."""
    return {urn: code or "" for urn, code in schools.order_by().values_list("urn", "authority__code")}


def of_schools(name: str, codes: Mapping[int, str]) -> tuple[Outcome, ...]:
    """The outcomes of some schools taken together, given by `codes_of`. Ten questions, however many schools."""
    earlier = earlier_numbers(codes)
    urns = frozenset(codes)
    held = results(Area("", urns, frozenset(codes.values()) - {""}, earlier), LAYOUTS)
    return three_outcomes(name, days_of_schools(urns, earlier), held)


def earlier_numbers(urns: Collection[int]) -> dict[int, int]:
    """The URN each of these schools had before, and its own now, where it plainly is the same school.

    Plain is: one school before it, and that one followed by none other. What merged or split is not guessed.
    """
    own, theirs = Q(urn__in=urns, kind__startswith="Predecessor"), Q(linked_urn__in=urns, kind__startswith="Successor")
    pairs = _pairs(own | theirs)
    if olds := {old for old, _, _ in pairs}:
        said = Q(urn__in=olds, kind__startswith="Successor")
        pairs |= _pairs(said | Q(linked_urn__in=olds, kind__startswith="Predecessor"))
    before: dict[int, set[int]] = defaultdict(set)
    after: dict[int, set[int]] = defaultdict(set)
    for old, new, _ in pairs:
        before[new].add(old)
        after[old].add(new)
    joined = {old for old, _, is_joined in pairs if is_joined}
    plain = {old for old, news in after.items() if len(news) == 1 and old not in joined}
    return {old: new for new in urns for old in before[new] if len(before[new]) == 1 and old in plain}


def _pairs(wanted: Q) -> set[tuple[int, int, bool]]:
    """What links tell: the older school, the newer, and whether they speak of schools that were joined or parted."""
    found = set()
    for urn, linked, kind in Link.objects.filter(wanted).values_list("urn", "linked_urn", "kind"):
        old, new = (linked, urn) if kind.startswith("Predecessor") else (urn, linked)
        found.add((old, new, any(word in kind.lower() for word in JOINED)))
    return found


def schools_of_consortium(consortium: Consortium) -> QuerySet[School]:
    """The open schools that are in a consortium and agreed to it."""
    return consortium.agreed_schools().filter(open=True)


def schools_of_set(of: SchoolSet) -> QuerySet[School]:
    """The schools of a set that are still schools of its consortium."""
    return schools_of_consortium(of.consortium).filter(pk__in=of.places.values("school"))
