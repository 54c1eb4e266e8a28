"""The self-evaluation on the school's page: where the school places itself, area by area."""

from typing import Any

from taskgroups.evaluation import queries
from taskgroups.evaluation.agreed import known_to
from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.on_a_page import Seen


def summary(person: Person, school: School, seen: Seen) -> dict[str, Any] | None:
    """Return the areas under the framework in force, for those the school shares its self-evaluation with.

    What Task Groups agreed, and what evidence there is, only where these are shared too. Two queries.
    """
    pack = queries.pack_for()
    if Thing.EVALUATION not in seen or pack is None:
        return None
    agreed = known_to(person, school, seen)
    return {"picture": queries.standing(school, pack, evidence=Thing.EVIDENCE in seen, agreed=agreed)}
