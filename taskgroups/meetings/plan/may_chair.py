"""Who may chair at a school: shown where a Task Group is planned. Somebody who may not is chosen all the same."""

from collections.abc import Iterable, Mapping
from datetime import date

from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, School
from taskgroups.training.accrediting.reading import rights

Choice = tuple[int, str]


def offered(chairs: Mapping[int, Person], consortium: Consortium, phase: str, on: date) -> list[Choice]:
    """The chairs as a form offers them: those who may chair at this phase first, the others after them, said so.

    A clerk plans too: why somebody's accreditation does not hold is not told here, on the lead's page Chairs it is.
    """
    found = rights(list(chairs), consortium, on)
    may = [(key, person.name) for key, person in chairs.items() if phase in found[key].phases]
    rest = ((key, person) for key, person in chairs.items() if phase not in found[key].phases)
    return may + [(key, f"{person.name} ({_told(found[key].phases)})") for key, person in rest]


def _told(phases: Iterable[str]) -> str:
    return "may chair, but not at this phase of school" if phases else "not accredited today"


def why_not(chair: Person, consortium: Consortium, school: School, on: date) -> str:
    """Why somebody may not chair at this school on that day, in words for the lead; '' where they may."""
    return rights([chair.pk], consortium, on)[chair.pk].why_not(school.phase)
