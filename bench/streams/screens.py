"""The load: many screens and one writer, in a process of their own, cheap enough not to be what is measured.

A screen is a bare protocol that keeps what came and when; everything is worked out afterwards. 'Received' is the
'look' with the event's number, or with a higher one, since 'look' means everything up to that number.
`python -m bench.streams.screens PORT LISTENERS RATE SECONDS` prints one JSON object.
"""

import asyncio
import json
import math
import re
import sys
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from time import perf_counter

from bench.streams.tokens import make_tokens

LOOK = re.compile(rb"event: look\nid: (\d+)\n")
OPEN_AT_ONCE = 200
WAIT_AFTER = 20.0  # seconds after the last event, at most
LISTEN_ON = 0.5  # seconds after everything has come: what comes then is one too many


class Screen(asyncio.Protocol):
    """One listener: what came, and when."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.came: list[tuple[float, bytes]] = []
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.broken = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(f"GET /live/{self.token} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.came.append((perf_counter(), data))
        if not self.open.done() and b"event: look" in data:
            self.open.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        self.broken = True
        if not self.open.done():
            self.open.set_exception(ConnectionError("a stream was refused"))

    def numbers(self) -> list[tuple[float, int]]:
        """The numbers in the order in which they came."""
        return [(at, int(number)) for at, data in self.came for number in LOOK.findall(data)]

    @property
    def latest(self) -> int:
        """The number that came last, 0 where none has."""
        numbers = LOOK.findall(self.came[-1][1]) if self.came else []
        return int(numbers[-1]) if numbers else 0


def _itself(screen: Screen) -> Screen:
    return screen


async def open_all(port: int, tokens: Sequence[str]) -> list[Screen]:
    """Open a stream for each token, a few hundred at a time."""
    loop, screens = asyncio.get_running_loop(), []
    for start in range(0, len(tokens), OPEN_AT_ONCE):
        some = [Screen(token) for token in tokens[start : start + OPEN_AT_ONCE]]
        await asyncio.gather(*(loop.create_connection(partial(_itself, screen), "127.0.0.1", port) for screen in some))
        await asyncio.gather(*(screen.open for screen in some))
        screens += some
    return screens


async def write(port: int) -> tuple[int, float, float]:
    """Write one event; return its number, the moment before, and the seconds until it was acknowledged."""
    before = perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /write/hall HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    found = re.search(rb'"number": (\d+)', answer)
    if not found:
        raise ConnectionError(f"the event was refused: {answer[:200]!r}")
    return int(found[1]), before, perf_counter() - before


async def write_on(port: int, rate: float, seconds: float) -> list[tuple[int, float, float]]:
    """Write at this rate whether or not the last one has been answered."""
    began, tasks = perf_counter(), []
    for n in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + n / rate - perf_counter()))
        tasks.append(asyncio.create_task(write(port)))
    return list(await asyncio.gather(*tasks))


async def heard(screens: Sequence[Screen], last: int) -> None:
    """Wait until the last number is on every screen, at most so long; then a moment, in case one comes twice."""
    until, still = perf_counter() + WAIT_AFTER, list(screens)
    while still and perf_counter() < until:
        await asyncio.sleep(0.1)
        still = [one for one in still if not one.broken and one.latest < last]
    await asyncio.sleep(LISTEN_ON)


def judge(screens: Sequence[Screen], written: Sequence[tuple[int, float, float]]) -> dict[str, float]:
    """Return latencies in milliseconds, and what was lost, doubled, out of order, or covered later."""
    found = {"lost": 0.0, "doubled": 0.0, "misordered": 0.0, "covered later": 0.0}
    late: list[float] = []
    events = sorted((number, before) for number, before, _ in written)
    for screen in screens:
        came = screen.numbers()
        for (_, first), (_, second) in pairwise(came):
            found["doubled"] += first == second
            found["misordered"] += second < first
        place = 0
        for number, before in events:
            while place < len(came) and came[place][1] < number:
                place += 1
            if place == len(came):
                found["lost"] += 1
                continue
            late.append(came[place][0] - before)
            found["covered later"] += came[place][1] > number
    return found | spread("", late) | spread("acknowledged ", [took for _, _, took in written])


def spread(name: str, seconds: Sequence[float]) -> dict[str, float]:
    """Return the median, 95th and 99th percentile in milliseconds."""
    ordered = sorted(seconds) or [math.nan]
    return {
        f"{name}{label} ms": 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]
        for label, share in (("median", 0.5), ("95th", 0.95), ("99th", 0.99))
    }


async def main() -> None:
    """Open, say so, write when told, judge."""
    port, listeners, rate, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    tokens = make_tokens(listeners)
    await write(port)  # the board is there
    screens = await open_all(port, tokens)
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    written = await write_on(port, rate, seconds)
    print("written", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await heard(screens, max(number for number, _, _ in written))
    broken = float(sum(screen.broken for screen in screens))
    print(json.dumps(judge(screens, written) | {"broken": broken}), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
