"""A board and its notes."""

from django.db import models

from taskgroups.kit.live.numbering import Channel, NumberedEvent


class Board(Channel):
    """A board that can be watched."""

    name = models.CharField(max_length=40)

    class Meta:
        app_label = "board"

    @property
    def channel(self) -> str:
        return f"board/{self.name}"


class Note(NumberedEvent):
    """A note on a board."""

    parent = "board"
    board = models.ForeignKey(Board, on_delete=models.CASCADE)

    class Meta(NumberedEvent.Meta):
        app_label = "board"
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_note_per_number"),
            models.UniqueConstraint(fields=["board", "key"], name="one_note_per_key"),
        ]
