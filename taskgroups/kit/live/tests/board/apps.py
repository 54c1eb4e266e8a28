"""Registers the board's channels."""

from collections.abc import Collection
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from taskgroups.kit import live


class BoardConfig(AppConfig):
    """The board application."""

    name = "taskgroups.kit.live.tests.board"
    label = "board"

    def ready(self) -> None:
        live.register_source(last_numbers)
        live.register_gate(may_watch)
        live.chores.FIRST_AFTER = settings.CHORES_FIRST
        live.chores.register("mark", lambda: Path(settings.MARK).write_text("done") if settings.MARK else None)


def last_numbers(channels: list[str]) -> dict[str, int]:
    from taskgroups.kit.live.tests.board.models import Board

    names = [channel.removeprefix("board/") for channel in channels]
    found = Board.objects.filter(name__in=names).values_list("name", "last_number")
    return {f"board/{name}": number for name, number in found}


def may_watch(channel: str, people: frozenset[str]) -> Collection[str]:
    return people - {"nobody"}
