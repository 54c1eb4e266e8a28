"""Tokens of the board, as its own process would make them: each screen is a person of its own."""

import os


def make_tokens(count: int) -> list[str]:
    """Return the tokens of this many people for the board 'hall'."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "taskgroups.kit.live.tests.board.settings"
    os.environ.setdefault("BOARD_DATABASE", "sqlite://")
    from taskgroups.kit.live import make_token

    return [make_token("board/hall", person) for person in range(count)]
