"""The schools an inspections file lists: made where the register has not, filled in where it left blanks."""

from collections.abc import Sequence
from datetime import date

from taskgroups.schools.domain import rows
from taskgroups.schools.domain.groups import Groups
from taskgroups.schools.inspected.outcomes import Listed
from taskgroups.schools.models import School
from taskgroups.schools.register.words import search_text

FILLED = (
    "number", "kind", "sixth_form", "religious_character", "postcode", "low_age", "high_age", "pupils", "opened_on",
)  # fmt: skip
COLUMNS = [
    "urn", "name", "authority_id", "trust_id", "phase", "special", "status", "search_text", *FILLED,
    "inspections_hash", "pupils_inspected", "inspections_as_at",
]  # fmt: skip
REST = rows.defaults(School, COLUMNS)


def need_groups(listed: Sequence[Listed], groups: Groups) -> None:
    """Make the authorities and trusts that these rows name and that are not there yet."""
    groups.need_authorities({told.authority for told in listed if told.authority[0]})
    groups.need_trusts({told.trust for told in listed if told.trust})


def fill_schools(listed: Sequence[Listed], groups: Groups) -> dict[int, School]:
    """Return the schools of these rows, which are there, by URN. The register's facts stand: only blanks are filled."""
    held = {one.urn: one for one in School.objects.filter(urn__in=[told.urn for told in listed])}
    filled = [held[told.urn] for told in listed if _fill(held[told.urn], told, groups)]
    rows.change(School, [*FILLED, "authority", "trust", "phase", "search_text"], filled)
    return held


def make_schools(listed: Sequence[tuple[Listed, str]], groups: Groups, as_at: date | None) -> dict[int, int]:
    """Make the schools of these rows, each given with its hash, past the ORM; return their keys by URN."""
    day = as_at.isoformat() if as_at else None
    rows.insert(School, COLUMNS, [[*_facts(told, groups), known, told.pupils, day] for told, known in listed], REST)
    return keys_of([told.urn for told, _ in listed])


def keys_of(urns: Sequence[int]) -> dict[int, int]:
    """The keys by URN of those of these schools that are there; of others too, perhaps."""
    return dict(rows.among(School.objects.order_by(), "urn", urns).values_list("urn", "pk")) if urns else {}


def _facts(told: Listed, groups: Groups) -> list[object]:
    return [
        told.urn, told.name, groups.authorities.get(told.authority[0]),
        groups.trust(told.trust) if told.trust else None, told.phase, told.special, "Open",
        search_text((told.name,), told.postcode, told.urn), told.number, told.kind, told.sixth_form,
        told.religious_character, told.postcode, told.low_age, told.high_age, told.pupils,
        told.opened_on.isoformat() if told.opened_on else None,
    ]  # fmt: skip


def _fill(school: School, told: Listed, groups: Groups) -> bool:
    """Fill the blanks of a school, and return whether there were any."""
    changed = False
    for field in FILLED:
        new = getattr(told, field)
        if new not in (None, "") and getattr(school, field) in (None, ""):
            setattr(school, field, new)
            changed = True
    if school.authority_id is None and told.authority[0]:
        school.authority_id, changed = groups.authorities[told.authority[0]], True
    if school.trust_id is None and told.trust and not school.row_hash:
        school.trust_id, changed = groups.trust(told.trust), True
    if school.phase == School.Phase.OTHER and told.phase != School.Phase.OTHER:
        school.phase, changed = told.phase, True
    if changed:
        school.search_text = search_text((school.name, school.locality, school.town), school.postcode, school.urn)
    return changed
