"""Who may chair at a school: shown where a Task Group is planned. Somebody who may not is chosen all the same."""

from collections.abc import Collection, Mapping
from datetime import date

from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, School
from taskgroups.schools.queries.circle import staff_of
from taskgroups.training.accrediting.reading import rights

Choice = tuple[int, str]
OWN = "belongs to this school"


def offered(chairs: Mapping[int, Person], consortium: Consortium, school: School, on: date) -> list[Choice]:
    """The chairs as a form offers them: those who may chair at this school first, the others after them, said so.

    Last come the school's own people, who never chair about it.

    A clerk plans too: why somebody's accreditation does not hold is not told here, on the lead's page Chairs it is.
    """
    found = rights(list(chairs), consortium, on)
    own = {role.person_id for role in staff_of(school)}
    told = {key: OWN if key in own else _told(school.phase, found[key].phases) for key in chairs}
    placed = sorted(chairs.items(), key=lambda one: (told[one[0]] == OWN, told[one[0]] != ""))
    return [(key, f"{person.name} ({told[key]})" if told[key] else person.name) for key, person in placed]


def _told(phase: str, phases: Collection[str]) -> str:
    if phase in phases:
        return ""
    return "may chair, but not at this phase of school" if phases else "not accredited today"


def why_not(chair: Person, consortium: Consortium, school: School, on: date) -> str:
    """Why somebody may not chair at this school on that day, in words for the lead; '' where they may."""
    return rights([chair.pk], consortium, on)[chair.pk].why_not(school.phase)
