"""What a person said of training: theirs alone until it is counted; and what becomes of their places when they go."""

from collections.abc import Iterator
from typing import Any

from taskgroups.assurance.person.own import Own
from taskgroups.people.models import Person
from taskgroups.training.domain.forget import forget
from taskgroups.training.feedback_counted import QUESTIONS
from taskgroups.training.models import Feedback


def _rows(person: Person) -> Iterator[tuple[Any, ...]]:
    for one in Feedback.objects.filter(booking__person=person).select_related("session").order_by("pk"):
        answers = [f"{question} {getattr(one, f'get_{name}_display')()}." for name, question in QUESTIONS]
        yield one.first_at, one.session.title, " ".join([*answers, one.words]).strip()


TRAINING = Own("What you said of training", ("When", "Session", "Words"), _rows, forget)
