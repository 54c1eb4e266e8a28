"""Tokens of the board, as its own process would make them: each screen is a person of its own."""

from django.conf import settings
from django.test import override_settings

BOARD_SECRET = "a board for tests alone"  # noqa: S105


def make_tokens(count: int) -> list[str]:
    """Return the tokens of this many people for the board 'hall'."""
    if not settings.configured:
        settings.configure(SECRET_KEY=BOARD_SECRET)
    from taskgroups.kit.live.tokens import make_token

    with override_settings(SECRET_KEY=BOARD_SECRET):
        return [make_token("board/hall", person) for person in range(count)]
