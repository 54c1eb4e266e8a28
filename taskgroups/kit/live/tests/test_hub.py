"""The hub tells many and waits for nobody. No database, no server."""

import asyncio
from time import monotonic

from taskgroups.kit.live import hub as hubs
from taskgroups.kit.live.messages import BEAT, chunk, look
from taskgroups.kit.live.tests.hall import Hall, inside


def test_the_first_message_is_the_number_now() -> None:
    async def story(hall: Hall) -> None:
        listener = await hall.join("ann")
        assert listener
        first = await listener.take()
        assert first is not None
        retry, rest = first.split(b"\n", 1)
        assert rest == look(7)
        assert 1000 <= int(retry.removeprefix(b"retry: ")) <= 4000

    inside(story)


def test_five_hundred_listeners_hear_one_event_and_the_gym_does_not() -> None:
    async def story(hall: Hall) -> None:
        listeners = [await hall.join(f"p{n}") for n in range(500)]
        other = await hall.join("ann", "gym")
        assert other
        await other.take()
        for listener in listeners:
            assert listener
            await listener.take()
        hall.hub.advance("hall", 8)
        assert {await listener.take() for listener in listeners if listener} == {look(8)}
        assert other.unread_for(monotonic() + 99) == 0

    inside(story)


def test_an_older_number_is_not_told_after_a_newer_one() -> None:
    async def story(hall: Hall) -> None:
        listener = await hall.join("ann")
        assert listener
        await listener.take()
        hall.hub.advance("hall", 9)
        hall.hub.advance("hall", 8)
        assert await listener.take() == look(9)
        assert listener.unread_for(monotonic() + 99) == 0

    inside(story)


def test_a_slow_reader_holds_one_message_the_newest() -> None:
    async def story(hall: Hall) -> None:
        listener = await hall.join("ann")
        assert listener
        await listener.take()
        for number in range(8, 1000):
            hall.hub.advance("hall", number)
        assert await listener.take() == look(999)

    inside(story)


def test_a_reader_that_stalls_is_dropped_and_the_others_stay() -> None:
    async def story(hall: Hall) -> None:
        stalled, reading = await hall.join("sam"), await hall.join("ann")
        assert stalled
        assert reading
        await stalled.take()  # sending this one never ends
        await reading.take()
        hall.hub.advance("hall", 8)
        await reading.take()
        hall.hub.sweep(monotonic() + hubs.STALLED_AFTER + 1)
        assert hall.dropped == ["sam"]
        assert stalled.ending
        assert hall.hub.count() == 1

    inside(story)


def test_a_quiet_stream_gets_a_heartbeat_which_begins_with_a_comment() -> None:
    async def story(hall: Hall) -> None:
        listener = await hall.join("ann")
        assert listener
        await listener.take()
        hall.hub.sweep(monotonic() + hubs.BEAT_EVERY - 1)
        assert listener.unread_for(monotonic() + 1) == 0
        hall.hub.sweep(monotonic() + hubs.BEAT_EVERY + 1)
        assert await listener.take() == BEAT
        assert BEAT.startswith(b": ")

    inside(story)


def test_a_heartbeat_never_takes_the_place_of_news() -> None:
    async def story(hall: Hall) -> None:
        listener = await hall.join("ann")
        assert listener
        await listener.take()
        now = monotonic()
        listener.offer(look(8), chunk(look(8)), now + hubs.BEAT_EVERY)
        hall.hub.sweep(now + hubs.BEAT_EVERY + 1)
        assert await listener.take() == look(8)

    inside(story)


def test_stopping_ends_all_and_nothing_is_left_behind() -> None:
    async def story(hall: Hall) -> None:
        listeners = [await hall.join(f"p{n}") for n in range(20)]
        hall.hub.stop()
        for listener in listeners:
            assert listener
            assert await listener.take() is None
        assert (hall.hub.count(), hall.hub.channels()) == (0, [])

    inside(story)


def test_stopping_breaks_off_a_connection_whose_reader_has_not_taken_what_was_sent() -> None:
    async def story(hall: Hall) -> None:
        for person, left in (("ann", 0), ("sam", 90)):
            listener, wire = await hall.join(person), Wire()
            assert listener
            wire.left = left
            listener.wire = wire  # type: ignore[assignment]
        hall.hub.stop()
        assert hall.dropped == ["sam"]

    inside(story)


class Wire:
    """A connection that keeps what is written, and how much of it has not been taken by the other end."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.left = 0

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def get_write_buffer_size(self) -> int:
        return self.left

    def is_closing(self) -> bool:
        return False


def test_a_message_goes_straight_to_a_wire_that_is_free_and_waits_for_one_that_is_not() -> None:
    async def story(hall: Hall) -> None:
        listener, wire = await hall.join("ann"), Wire()
        assert listener
        await listener.take()
        reading = asyncio.create_task(listener.take())
        await asyncio.sleep(0)
        listener.wire = wire  # type: ignore[assignment]
        hall.hub.advance("hall", 8)
        assert wire.written == [chunk(look(8))]
        wire.left = 1
        hall.hub.advance("hall", 9)
        wire.left = 0
        hall.hub.advance("hall", 10)  # not past the one that waits
        assert (await reading, wire.written) == (look(10), [chunk(look(8))])

    inside(story)
