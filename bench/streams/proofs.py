"""Proofs that nothing is lost: harm is done while notes are written, and then everybody is asked what they saw."""

import asyncio
import random
import uuid
from collections.abc import Awaitable, Callable, Sequence

from bench.streams.follower import Address, Follower, Unanswered, Writer, ask, following, until
from bench.streams.serving import Server
from bench.streams.tokens import make_tokens

WRITERS = 4
Harm = Callable[[list[Follower]], Awaitable[None]]


async def prove(
    address: Address, screens: int, harm: Harm, pause: float = 0.05, hurry: float = 1.0, patience: float = 60
) -> dict[str, float]:
    """Write and follow while harm is done; return what was missing, double or out of order, and for whom.

    `pause` is what each of four writers waits after an acknowledgement, in seconds.
    """
    writer = Writer(address)
    await writer.write(str(uuid.uuid4()))
    followers = [Follower(address, token, hurry) for token in make_tokens(screens)]
    async with following(followers):
        done = asyncio.Event()
        writers = [asyncio.create_task(_write_until(done, writer, pause)) for _ in range(WRITERS)]
        try:
            await harm(followers)
        finally:
            done.set()
            await asyncio.wait_for(asyncio.gather(*writers), 60)
        last = max(writer.acknowledged.values())
        began = asyncio.get_running_loop().time()
        await until(lambda: all(one.known >= last for one in followers), patience)
        caught_up = asyncio.get_running_loop().time() - began
    return {"caught up in s": caught_up} | await _judge(address, writer, followers)


async def _write_until(done: asyncio.Event, writer: Writer, pause: float) -> None:
    while not done.is_set():
        await writer.write(str(uuid.uuid4()))
        await asyncio.sleep(pause)


async def _judge(address: Address, writer: Writer, followers: Sequence[Follower]) -> dict[str, float]:
    notes = await _whole_log(address)
    there = {key: number for number, key in notes}
    numbers = [number for number, _ in notes]
    last = len(notes)
    return {
        "acknowledged": float(len(writer.acknowledged)),
        "unanswered": float(writer.unanswered),
        "acknowledged and not there": float(sum(there.get(k) != n for k, n in writer.acknowledged.items())),
        "gaps or doubles in the table": float(numbers != list(range(1, last + 1))) + len(numbers) - len(there),
        "breaks": float(sum(one.breaks for one in followers)),
        "missing on a screen": float(sum(last - len(set(one.seen)) for one in followers)),
        "twice on a screen": float(sum(len(one.seen) - len(set(one.seen)) for one in followers)),
        "out of order on a screen": float(sum(one.seen != sorted(one.seen) for one in followers)),
    }


async def _whole_log(address: Address) -> list[tuple[int, str]]:
    for _ in range(50):
        try:
            answer = await ask(address, "/log/hall")
        except Unanswered:
            await asyncio.sleep(0.2)
            continue
        return [(int(number), str(key)) for number, key in answer["notes"]]  # type: ignore[attr-defined]
    raise Unanswered


FAULTS = (
    "acknowledged and not there", "gaps or doubles in the table",
    "missing on a screen", "twice on a screen", "out of order on a screen",
)  # fmt: skip


def cutting(times: int, pause: float) -> Harm:
    """Break off a random screen's connection so many times; only one that is connected can be broken off."""

    async def harm(followers: list[Follower]) -> None:
        for _ in range(times):
            await asyncio.sleep(random.uniform(0, 2 * pause))
            await until(lambda: any(one.connected for one in followers), 60)
            random.choice([one for one in followers if one.connected]).cut()

    return harm


def restarting(server: Server, times: int, pause: float) -> Harm:
    """Stop the server with all streams open and start it again."""

    async def harm(followers: list[Follower]) -> None:
        for _ in range(times):
            await asyncio.sleep(pause)
            await asyncio.to_thread(server.stop)
            await asyncio.to_thread(server.start)
            await until(lambda: all(one.connected for one in followers), 60)

    return harm


def killing(server: Server, times: int, pause: float) -> Harm:
    """Kill the server in the middle of writing, at a random moment, and start it again."""

    async def harm(followers: list[Follower]) -> None:
        for _ in range(times):
            await asyncio.sleep(random.uniform(0.5, 1.5) * pause)
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
            await until(lambda: any(one.connected for one in followers), 60)

    return harm


def losing(server: Server, away: float) -> Harm:
    """Kill one of two hosts in the middle of writing, wait until every screen has moved over, bring it back."""

    async def harm(followers: list[Follower]) -> None:
        await asyncio.sleep(away)
        await asyncio.to_thread(server.kill)
        if not await until(lambda: all(one.connected for one in followers), 60):
            raise TimeoutError("not every screen moved over")
        await asyncio.sleep(away)
        await asyncio.to_thread(server.start)
        await asyncio.sleep(away)

    return harm
