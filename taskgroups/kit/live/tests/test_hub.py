"""The hub tells many, waits for nobody, and ends what has to end. No database, no server."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from taskgroups.kit.live import hub as hubs
from taskgroups.kit.live.hub import Hub
from taskgroups.kit.live.listener import Listener
from taskgroups.kit.live.messages import BEAT, CROWDED, GONE, chunk, look
from taskgroups.kit.live.waking import take_notice


class Hall:
    """A hub over a table one can write, with a list of those who are not let in."""

    def __init__(self) -> None:
        self.numbers = {"hall": 7, "gym": 1}
        self.refused: set[str] = set()
        self.asked = self.looked = 0
        self.broken = False
        self.dropped: list[str] = []
        self.hub = Hub(self._numbers, self._gate)

    async def _numbers(self, channels: list[str]) -> dict[str, int]:
        self.looked += 1
        return {channel: self.numbers[channel] for channel in channels if channel in self.numbers}

    async def _gate(self, channel: str, people: frozenset[str]) -> frozenset[str]:
        self.asked += 1
        await asyncio.sleep(0)
        if self.broken:
            raise ConnectionError
        return people - self.refused

    async def join(self, person: str, channel: str = "hall") -> Listener | None:
        return await self.hub.join(channel, person, lambda: self.dropped.append(person))


def inside(story: Callable[[Hall], Awaitable[None]]) -> None:
    async def tell() -> None:
        await story(Hall())

    asyncio.run(tell())


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


def test_who_may_not_watch_gets_no_stream() -> None:
    async def story(hall: Hall) -> None:
        hall.refused.add("eve")
        assert await hall.join("eve") is None
        assert await hall.join("ann", "no such room") is None
        assert hall.hub.count() == 0

    inside(story)


def test_closing_a_person_ends_that_channel_alone_and_says_so() -> None:
    async def story(hall: Hall) -> None:
        ann, gym, bob = await hall.join("ann"), await hall.join("ann", "gym"), await hall.join("bob")
        assert ann
        assert gym
        assert bob
        hall.hub.close("hall", "ann")
        assert [await ann.take(), await ann.take()] == [GONE, None]
        assert not gym.ending
        assert not bob.ending
        hall.hub.close(None, "ann")
        assert gym.ending

    inside(story)


def test_who_loses_the_right_is_found_out_a_few_seconds_after_an_event() -> None:
    async def story(hall: Hall) -> None:
        ann, bob = await hall.join("ann"), await hall.join("bob")
        assert ann
        assert bob
        hall.refused.add("ann")
        hall.hub.advance("hall", 8)
        asked = hall.asked
        await hall.hub.recheck(monotonic() + hubs.RECHECK_EVERY - 1)
        assert (hall.asked, ann.ending) == (asked, False)
        await hall.hub.recheck(monotonic() + hubs.RECHECK_EVERY + 1)
        assert (hall.asked, ann.ending, bob.ending) == (asked + 1, True, False)

    inside(story)


def test_the_ninth_stream_of_a_person_ends_the_oldest() -> None:
    async def story(hall: Hall) -> None:
        streams = [await hall.join("ann") for _ in range(hubs.STREAMS_PER_PERSON + 1)]
        oldest = streams[0]
        assert oldest
        assert await oldest.take() == CROWDED
        assert [stream.ending for stream in streams if stream] == [True] + [False] * hubs.STREAMS_PER_PERSON

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


def test_who_signs_out_is_let_go_everywhere_and_may_come_back() -> None:
    async def story(hall: Hall) -> None:
        there = [await hall.join("ann"), await hall.join("ann", "gym")]
        bob = await hall.join("bob")
        take_notice(hall.hub, '[null, "let go", "ann"]')
        assert [await one.take() for one in there if one] == [CROWDED, CROWDED]
        assert (hall.hub.count(), bob and bob.ending, await hall.join("ann") is None) == (1, False, False)

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


def test_five_hundred_who_come_back_together_are_asked_for_in_one_question() -> None:
    async def story(hall: Hall) -> None:
        hall.refused.add("p7")
        came = await asyncio.gather(*(hall.join(f"p{n}") for n in range(500)))
        assert (hall.asked, hall.looked) == (1, 1)
        assert [n for n, listener in enumerate(came) if listener is None] == [7]

    inside(story)


def test_whoever_is_removed_while_the_door_is_asked_does_not_get_in() -> None:
    async def story(hall: Hall) -> None:
        coming = asyncio.create_task(hall.join("ann"))
        await asyncio.sleep(0)
        hall.hub.close("hall", "ann")
        assert await coming is None

    inside(story)


def test_a_door_that_could_not_be_asked_lets_nobody_in_and_is_asked_again() -> None:
    async def story(hall: Hall) -> None:
        hall.broken = True
        came = await asyncio.gather(hall.join("ann"), hall.join("bob"), return_exceptions=True)
        assert [type(one) for one in came] == [ConnectionError, ConnectionError]
        hall.broken = False
        assert (await hall.join("ann") is None, hall.hub.count()) == (False, 1)

    inside(story)


async def quiet(hall: Hall, person: str) -> tuple[Listener, float]:
    """A listener of a channel where nothing happens, and a time at which the gate would be asked if it did."""
    listener, now = await hall.join(person), monotonic()
    assert listener
    await hall.hub.recheck(now + hubs.RECHECK_EVERY + 1)
    return listener, now + 2 * (hubs.RECHECK_EVERY + 1)


def test_while_removals_cannot_be_heard_of_the_gate_is_asked_though_nothing_happens() -> None:
    async def story(hall: Hall) -> None:
        ann, later = await quiet(hall, "ann")
        hall.refused.add("ann")
        await hall.hub.recheck(later)
        assert not ann.ending
        hall.hub.deaf()
        await hall.hub.recheck(later)
        assert ann.ending

    inside(story)


def test_once_they_can_be_heard_of_again_the_gate_is_asked_once_more() -> None:
    async def story(hall: Hall) -> None:
        ann, later = await quiet(hall, "ann")
        hall.hub.deaf()
        hall.hub.hears()
        hall.refused.add("ann")
        await hall.hub.recheck(later)
        assert ann.ending

    inside(story)
