"""Saying what a clause is: the machine's label stays beside the chair's."""

from django.db import transaction
from django.db.models import QuerySet

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.talk import ACT_OF, ACTS
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.practice.account import Heard
from taskgroups.practice.models import Recoding, Said


@transaction.atomic
def recode(*, by: Person, group: TaskGroup, heard: Heard, act: str, kind: str = "") -> None:
    """Keep what the chair says a clause of theirs is. Raises Refused where act and kind disagree."""
    if act not in ACTS:
        raise Refused("Nothing is chosen. Say what it was.", "act")
    if kind and ACT_OF.get(kind) != act:
        raise Refused("That kind belongs to something else. Choose another, or none.", "kind")
    if heard.source == "transcript":
        _of_transcript(by, group, heard).update(act=act, kind=kind)
        return
    number, place = position(heard)
    said = {
        "words": heard.text,
        "machine_act": heard.machine.act,
        "machine_kind": heard.machine.kind,
        "act": act,
        "kind": kind,
    }
    Recoding.objects.update_or_create(person=by, task_group=group, number=number, place=place, defaults=said)


@transaction.atomic
def forget_code(*, by: Person, group: TaskGroup, heard: Heard) -> None:
    """Let the machine's label count again."""
    if heard.source == "transcript":
        _of_transcript(by, group, heard).update(act="", kind="")
        return
    number, place = position(heard)
    Recoding.objects.filter(person=by, task_group=group, number=number, place=place).delete()


def _of_transcript(by: Person, group: TaskGroup, heard: Heard) -> QuerySet[Said]:
    key = heard.mark.removeprefix("said-")
    return Said.objects.filter(transcript__person=by, transcript__task_group=group, pk=int(key))


def position(heard: Heard) -> tuple[int, int]:
    """Return the number of the event and the place of the clause in it. Raises Refused for what is not of the log."""
    source, _, rest = heard.mark.partition("-")
    number, _, place = rest.partition("-")
    if source != "log":
        raise Refused("That is not in the log. Load the page again.")
    return int(number), int(place)
