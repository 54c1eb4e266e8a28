"""Bodies far too large: refused by the length they state, or by counting; nothing of them is kept."""

import asyncio
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import RequestAborted

from taskgroups.config.incoming import GIVE_UP, read

MEGABYTE = b"x" * 1024**2
FIVE_GIGABYTES = 5 * 1024**3


class Sender:
    """A browser that sends 5 GB in pieces and says no length; counts what was taken of it."""

    def __init__(self) -> None:
        self.taken = 0

    async def __call__(self) -> dict[str, Any]:
        self.taken += len(MEGABYTE)
        return {"type": "http.request", "body": MEGABYTE, "more_body": self.taken < FIVE_GIGABYTES}


def test_five_gigabytes_without_a_length_are_counted_kept_nowhere_and_given_up() -> None:
    sender, scope = Sender(), {"headers": []}
    with pytest.raises(RequestAborted):
        asyncio.run(read(scope, sender))  # type: ignore[arg-type]
    assert (scope["too_large"], sender.taken) == (True, GIVE_UP + len(MEGABYTE))


def test_five_gigabytes_of_stated_length_are_answered_without_reading_any() -> None:
    sender, scope = Sender(), {"headers": [(b"content-length", str(FIVE_GIGABYTES).encode())]}
    asyncio.run(read(scope, sender))  # type: ignore[arg-type]
    assert (scope["too_large"], sender.taken) == (True, 0)


def test_an_upload_cut_off_on_its_way_reaches_no_form() -> None:
    pieces = iter([{"type": "http.request", "body": MEGABYTE, "more_body": True}, {"type": "http.disconnect"}])

    async def sender() -> dict[str, Any]:
        return next(pieces)

    scope: dict[str, Any] = {"headers": [(b"content-length", str(3 * len(MEGABYTE)).encode())]}
    with pytest.raises(RequestAborted):
        asyncio.run(read(scope, sender))  # type: ignore[arg-type]


def test_a_body_a_little_too_large_is_read_to_its_end_and_nothing_of_it_kept() -> None:
    pieces = iter([MEGABYTE] * (3 * settings.FILE_UPLOAD_MAX_BYTES // len(MEGABYTE) + 1))

    async def sender() -> dict[str, Any]:
        piece = next(pieces, b"")
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    scope: dict[str, Any] = {"headers": []}
    incoming = asyncio.run(read(scope, sender))  # type: ignore[arg-type]
    assert (scope["too_large"], incoming.body.read()) == (True, b"")
