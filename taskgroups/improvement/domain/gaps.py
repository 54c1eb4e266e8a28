"""Setting a gap aside with a reason, and taking it up again."""

from django.db import transaction
from django.utils import timezone

from taskgroups.improvement.models import GapAside
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.people.models import Person
from taskgroups.schools.models import School

LONGEST = 300
Key = tuple[str, str, str]


@transaction.atomic
def set_aside(*, by: Person, school: School, pack: str, key: Key, reason: str) -> GapAside:
    """Set a gap aside (`key`: area, descriptor, kind) and return it; one set aside already stays as it is.

    Raises Refused where no reason is given: whoever reads it later must know why.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why the school sets this gap aside. Others will ask.", "reason")
    refuse_longer(reason, LONGEST, "reason")
    area, descriptor, kind = key
    found, made = GapAside.objects.get_or_create(
        school=school, pack=pack, area=area, descriptor=descriptor, kind=kind, taken_up_at=None,
        defaults={"reason": reason, "by": by, "at": timezone.now()},
    )  # fmt: skip
    if made:
        place = f"{pack}/{area}/{descriptor}"
        audit.note(by=by, verb="set a gap aside", school_urn=school.urn, about=place, kind=kind)
    return found


@transaction.atomic
def take_up(*, by: Person, school: School, pack: str, key: Key) -> GapAside | None:
    """Take a gap up again; what was said when it was set aside stays. None where it was not set aside."""
    area, descriptor, kind = key
    known = GapAside.objects.select_for_update().filter(school=school, pack=pack, taken_up_at=None)
    found = known.filter(area=area, descriptor=descriptor, kind=kind).first()
    if found:
        found.taken_up_by, found.taken_up_at = by, timezone.now()
        found.save(update_fields=["taken_up_by", "taken_up_at"])
        audit.note(by=by, verb="took a gap up again", school_urn=school.urn, about=f"{pack}/{area}/{descriptor}")
    return found
