"""The screens of the proofs can be ended at any moment, also at the one at which something comes in."""

import asyncio
from typing import cast

import pytest

from bench.streams.follower import Follower


class Wire:
    """Stands in for a connection: takes what is written, and can be broken off."""

    transport = property(lambda self: self)

    def write(self, data: bytes) -> None: ...

    def abort(self) -> None: ...


async def cancelled_after(steps: int) -> bool:
    """Whether a screen that follows has ended when it is cancelled so many turns of the loop after something came in."""
    reader = asyncio.StreamReader()
    reader.feed_data(b"HTTP/1.1 200 OK\r\n\r\n")

    async def connect(*_: object) -> tuple[asyncio.StreamReader, Wire]:
        return reader, Wire()

    follower = Follower(("127.0.0.1", 1), "token")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bench.streams.follower.asyncio.open_connection", cast(object, connect))
        task = asyncio.create_task(follower.follow())
        await asyncio.sleep(0.01)
        reader.feed_data(b": nothing new\n\n")
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=0.2)
        task.cancel()
    return bool(done)


@pytest.mark.parametrize("steps", range(5))
def test_a_screen_ends_whenever_it_is_told_to(steps: int) -> None:
    assert asyncio.run(cancelled_after(steps))
