"""A school of the cast with a statement to choose, one released, and a link, for the tests of these."""

from typing import Any

from django.utils import timezone

from taskgroups.assurance.domain.link import USUAL, make_link
from taskgroups.assurance.domain.release import as_chosen, choose, mark_of, release
from taskgroups.assurance.models import Link, Statement
from taskgroups.assurance.statement.facts import Chosen, everything
from taskgroups.assurance.statement.gathering import facts_of
from taskgroups.meetings.domain.record import begin_record, mark_accurate, send_to_head
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.record.cast import held


def agreed(cast: Any) -> TaskGroup:
    """A Task Group of Alder Primary whose record its head has agreed."""
    group = held(cast)
    mark_accurate(by=cast.head_a, record=send_to_head(by=cast.clerk, record=begin_record(group=group)))
    return TaskGroup.objects.get(pk=group.pk)


def released(cast: Any, chosen: Chosen | None = None, words: str = "") -> Statement:
    """A statement of Alder Primary, of everything unless told."""
    chosen = chosen or everything(facts_of(cast.a))
    draft = choose(by=cast.head_a, school=cast.a, chosen=chosen, words=words)
    return release(by=cast.head_a, school=cast.a, seen=mark_of(as_chosen(draft)))


def link(cast: Any, **more: Any) -> Link:
    """A link to it for the inspector."""
    until = timezone.localdate() + USUAL
    return make_link(**({"by": cast.head_a, "school": cast.a, "whom": "Lead inspector", "until": until} | more))
