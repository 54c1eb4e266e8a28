"""The learner whom the tests of accreditation follow."""

import pytest

from taskgroups.training.domain import mentor
from taskgroups.training.models import Mentoring
from tests.cast import Cast


@pytest.fixture
def learner(cast: Cast) -> Mentoring:
    """The observer of Harbour, mentored by the head of Birch."""
    return mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=cast.head_b)
