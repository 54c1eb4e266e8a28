"""Who may see and change a school's judgements and evidence. Nothing of it is known to those it is not shared with."""

from dataclasses import dataclass

from taskgroups.evaluation.agreed import Agreed, known_to
from taskgroups.evaluation.models import Evidence, EvidenceVersion
from taskgroups.people.models import Person
from taskgroups.schools.models import Audience, School, Thing
from taskgroups.schools.policy import is_staff, own_school, sees, working_school


@dataclass(frozen=True)
class Seen:
    """A school as far as one person may know it.

    `edit`: it is their own; `own`: that, or a closed school left it to theirs; `evaluation`, `evidence`: shared with
    them; `agreed`: what of that which Task Groups agreed.
    """

    school: School
    edit: bool
    evaluation: bool
    evidence: bool
    agreed: Agreed
    own: bool = False


def seen_evaluation(person: Person, urn: int) -> Seen | None:
    """The school's own people, and those it shares its self-evaluation with."""
    seen = sight(person, urn)
    return seen if seen and seen.evaluation else None


def seen_evidence(person: Person, urn: int) -> Seen | None:
    """The school's own people, and those it shares its evidence with."""
    seen = sight(person, urn)
    return seen if seen and seen.evidence else None


def seen_coverage(person: Person, urn: int) -> Seen | None:
    """The school's own people, and those it shares both its self-evaluation and its evidence with."""
    seen = seen_evaluation(person, urn)
    return seen if seen and seen.evidence else None


def sight(person: Person, urn: int) -> Seen | None:
    """What this person may know of a school, in as few queries as there are questions; None where there is none."""
    school = working_school(person, urn)
    if school is None:
        return None
    near, shared = sees(person, school)
    return Seen(
        school,
        edit=is_staff(person, school),
        evaluation=Thing.EVALUATION in shared,
        evidence=Thing.EVIDENCE in shared,
        agreed=known_to(person, school, shared),
        own=near == Audience.SCHOOL,
    )


def own_evidence(person: Person, urn: int, item: str) -> Evidence | None:
    """The head, the leaders and the governors of the school the evidence belongs to."""
    school = own_school(person, urn)
    return _item(school, item) if school else None


def seen_item(person: Person, urn: int, item: str) -> tuple[Seen, Evidence] | None:
    """The school's own people, and those it shares its evidence with; withdrawn items are for its own, and for those
    who read all of what a closed school left."""
    seen = seen_evidence(person, urn)
    found = _item(seen.school, item) if seen else None
    if seen is None or found is None or (found.withdrawn_at and not seen.own):
        return None
    return seen, found


def seen_version(person: Person, urn: int, item: str, number: int) -> tuple[Seen, EvidenceVersion] | None:
    """The school's own people: what it took back, a pupil's name among it, is not shared with anybody."""
    found = seen_item(person, urn, item)
    version = found[1].earlier.filter(number=number).first() if found and found[0].own else None
    return (found[0], version) if found and version else None


def _item(school: School, item: str) -> Evidence | None:
    return (
        Evidence.objects.filter(school=school, public_id=item)
        .select_related("school", "added_by", "changed_by")
        .first()
    )
