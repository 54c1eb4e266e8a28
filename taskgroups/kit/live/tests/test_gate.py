"""Who may watch, and until when: the hub asks the gate, and ends at once what has to end. No database, no server."""

import asyncio
from time import monotonic

from taskgroups.kit.live import hub as hubs
from taskgroups.kit.live.listener import Listener
from taskgroups.kit.live.messages import CROWDED, GONE
from taskgroups.kit.live.tests.hall import Hall, inside
from taskgroups.kit.live.waking import take_notice


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


def test_who_signs_out_is_let_go_everywhere_and_may_come_back() -> None:
    async def story(hall: Hall) -> None:
        there = [await hall.join("ann"), await hall.join("ann", "gym")]
        bob = await hall.join("bob")
        take_notice(hall.hub, '[null, "let go", "ann"]')
        assert [await one.take() for one in there if one] == [CROWDED, CROWDED]
        assert (hall.hub.count(), bob and bob.ending, await hall.join("ann") is None) == (1, False, False)

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
