"""The floors agree on the phases of schools, though the lower one may not ask the upper."""

from taskgroups.frameworks.pack import PHASES
from taskgroups.schools.models import School


def test_packs_speak_of_the_phases_that_schools_have() -> None:
    assert list(PHASES) == list(School.Phase.values)
