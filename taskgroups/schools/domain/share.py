"""Moving the audience of a thing of a school."""

from django.db import transaction

from taskgroups.kit.access import audit
from taskgroups.people.models import Person
from taskgroups.schools.models import Audience, School, Sharing, Thing


@transaction.atomic
def share(*, school: School, audiences: dict[str, int], by: Person) -> list[str]:
    """Give each thing its audience, and return the names of those that moved. Each move is in the audit trail."""
    held = dict(Sharing.objects.filter(school=school).values_list("thing", "audience"))
    moved = []
    for thing, audience in audiences.items():
        if held.get(thing, Audience.SCHOOL) == audience:
            continue
        Sharing.objects.update_or_create(school=school, thing=thing, defaults={"audience": audience})
        name, to = Thing(thing).label, Audience(audience).label
        audit.note(by=by, verb="moved who may see", school_urn=school.urn, about=name, thing=thing, to=to)
        moved.append(name)
    return moved


@transaction.atomic
def correct_provision(*, school: School, early_years: bool | None, post_16: bool | None, by: Person) -> School:
    """Say what provision the school has; None lets the proposal from the register stand."""
    if (school.early_years_corrected, school.post_16_corrected) == (early_years, post_16):
        return school
    school.early_years_corrected, school.post_16_corrected = early_years, post_16
    school.save(update_fields=["early_years_corrected", "post_16_corrected"])
    said = {"early_years": early_years, "post_16": post_16}
    audit.note(by=by, verb="corrected the provision", school_urn=school.urn, about=school.name, **said)
    return school
