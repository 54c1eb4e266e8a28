"""The numbered events of a channel, gapless and in order of commitment, on any database.

A number is given under a lock on the parent row and written in the same transaction, so whoever has seen number n
has every number below it. A database sequence would not do: a lower number can be committed after a higher one.
"""

import uuid
from typing import ClassVar, TypeVar

from django.db import models, transaction
from django.utils import timezone

from taskgroups.kit.live.running import announce


class Channel(models.Model):
    """The row whose events are numbered. The concrete model says its channel's name."""

    last_number = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @property
    def channel(self) -> str:
        """Return the channel's name, for example 'room/7f3a'."""
        raise NotImplementedError


class NumberedEvent(models.Model):
    """One thing that happened. The concrete model adds the foreign key, names it in `parent`, and makes
    (parent, number) and (parent, key) unique. Nothing is ever changed or deleted: a correction is another event."""

    parent: ClassVar[str]

    number = models.PositiveIntegerField(editable=False)
    kind = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)  # when it happened; a queue on a device delivers later
    written_at = models.DateTimeField(auto_now_add=True)
    payload = models.JSONField(default=dict)
    key = models.UUIDField(default=uuid.uuid4)  # made by the device: the same key is written once

    class Meta:
        abstract = True
        ordering = ["number"]


C = TypeVar("C", bound=Channel)
E = TypeVar("E", bound=NumberedEvent)


def hold(channel: C) -> C:
    """Return the parent row read afresh and locked until the transaction ends.

    For rules that must hold while an event is written ('the meeting is not closed'): hold, check, append, in one
    `transaction.atomic()`. On SQLite the transaction itself is the lock (transaction_mode IMMEDIATE).
    """
    return type(channel)._base_manager.select_for_update(no_key=True).get(pk=channel.pk)


def append(event: E) -> tuple[E, bool]:
    """Give an unsaved event the next number of its channel and save it; return it and True.

    Where an event of the same channel with the same key is there already, that one comes back with False and
    nothing is written. Listeners are woken on commit.
    """
    given: Channel = getattr(event, event.parent)
    with transaction.atomic():
        channel = hold(given)
        first = type(event)._base_manager.filter(key=event.key, **{event.parent: channel}).first()
        if first is not None:
            return first, False
        event.number = channel.last_number + 1
        event.save(force_insert=True)
        type(channel)._base_manager.filter(pk=channel.pk).update(last_number=event.number)
        announce(channel.channel, event.number)
    given.last_number = event.number
    return event, True
