"""Answering one exchange of the trainer's set."""

from django.db import transaction

from taskgroups.kit.talk.practice import Exchange, verdict
from taskgroups.people.models import Person
from taskgroups.practice.models import Attempt


@transaction.atomic
def practise(*, by: Person, exchange: Exchange, text: str) -> Attempt:
    """Keep what a person would say, with what it was and why, and return it."""
    found = verdict(text)
    return Attempt.objects.create(
        person=by,
        exchange=exchange.slug,
        text=text,
        act=found.clause.act,
        kind=found.clause.kind,
        asks=found.asks,
        reason=found.reason,
        watch=found.watch,
    )
