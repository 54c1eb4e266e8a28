"""The schools an inspections file lists: made where the register has not, filled in where it left blanks."""

from collections.abc import Sequence

from taskgroups.schools.domain.groups import Groups
from taskgroups.schools.inspected.outcomes import Listed
from taskgroups.schools.models import School
from taskgroups.schools.register.words import search_text

FILLED = (
    "number", "kind", "sixth_form", "religious_character", "postcode", "low_age", "high_age", "pupils", "opened_on",
)  # fmt: skip


def list_schools(listed: Sequence[Listed]) -> dict[int, School]:
    """Return the school of each row by its URN. The register's facts stand: only blanks are filled."""
    held = {one.urn: one for one in School.objects.filter(urn__in=[told.urn for told in listed])}
    groups = Groups()
    groups.need_authorities({told.authority for told in listed if told.authority[0]})
    groups.need_trusts({told.trust for told in listed if told.trust})
    new = [_made(told, groups) for told in listed if told.urn not in held]
    filled = [held[told.urn] for told in listed if told.urn in held and _fill(held[told.urn], told, groups)]
    School.objects.bulk_update(filled, [*FILLED, "authority", "trust", "phase", "search_text"], batch_size=200)
    held.update({one.urn: one for one in School.objects.bulk_create(new, batch_size=500)})
    return held


def _made(told: Listed, groups: Groups) -> School:
    return School(
        urn=told.urn,
        name=told.name,
        authority_id=groups.authorities.get(told.authority[0]),
        trust_id=groups.trust(told.trust) if told.trust else None,
        phase=told.phase,
        special=told.special,
        open=True,
        status="Open",
        search_text=search_text((told.name,), told.postcode, told.urn),
        **{field: getattr(told, field) for field in FILLED},
    )


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
