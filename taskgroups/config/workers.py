"""Several workers on one port: started together, stopped together, each started again where it dies.

Each worker is a process that keeps nothing: the database is the truth, so any worker serves any screen. The kernel
spreads connections over them (SO_REUSEPORT); this process holds the port, serves nothing and outlives them all.
"""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
from asyncio.subprocess import PIPE, Process
from time import monotonic

from taskgroups.config.doors import address_of, open_door
from taskgroups.config.environment import Refused
from taskgroups.config.serve import GRACE, leave, serve

log = logging.getLogger(__name__)

SETTLED_AFTER = 10.0  # seconds; a worker that died younger is not started again at once
PAUSE = 1.0  # seconds before it is
KILL_AFTER = GRACE + 3.0  # seconds after it was asked to stop


class Workers:
    """The workers of one port."""

    def __init__(self, host: str, port: int, count: int) -> None:
        self.host, self.port, self.count = host, port, count
        self._running: set[Process] = set()
        self._ready: set[int] = set()
        self._stopping = asyncio.Event()
        self.failed = False

    async def run(self) -> None:
        """Keep the workers running until SIGTERM or SIGINT, or until one cannot even begin."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        await asyncio.gather(*(self._keep(place) for place in range(self.count)))

    def stop(self) -> None:
        """Ask all workers to stop; those that do not are killed."""
        self._stopping.set()
        for worker in self._running:
            with contextlib.suppress(ProcessLookupError):
                worker.terminate()

    async def _keep(self, place: int) -> None:
        while not self._stopping.is_set():
            began = monotonic()
            code = await self._run_one(place)
            if self._stopping.is_set():
                return None
            if place not in self._ready:
                self.failed = True
                return self.stop()
            log.warning("A worker ended (%s); another is started", code)
            if monotonic() - began < SETTLED_AFTER:
                await self._pause()
        return None

    async def _run_one(self, place: int) -> int:
        """Run one worker to its end and return its exit code."""
        command = [sys.executable, "-m", "taskgroups.config.workers", self.host, str(self.port)]
        # Its standard input is a leash: where this process is gone, the worker reads the end and stops.
        worker = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        self._running.add(worker)
        if self._stopping.is_set():
            worker.terminate()
        try:
            if worker.stdout and await worker.stdout.readline():
                self._note_ready(place)
            return await self._end_of(worker)
        finally:
            self._running.discard(worker)

    async def _end_of(self, worker: Process) -> int:
        ended, asked = asyncio.create_task(worker.wait()), asyncio.create_task(self._stopping.wait())
        await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        try:
            return await asyncio.wait_for(asyncio.shield(ended), KILL_AFTER)
        except TimeoutError:
            worker.kill()
            return await ended

    def _note_ready(self, place: int) -> None:
        before = len(self._ready)
        self._ready.add(place)
        if before < len(self._ready) == self.count:
            print(f"Task Groups is ready on {address_of(self.host, self.port)}", flush=True)  # noqa: T201

    async def _pause(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), PAUSE)


def serve_with(workers: int, host: str, port: int) -> None:
    """Serve with several workers until SIGTERM or SIGINT.

    Port 0 takes a free one. Raises Refused where the port is taken, or where the workers cannot begin.
    """
    probe = open_door(host, port)  # refuses a port on which somebody listens; a shared door would join them
    port = probe.getsockname()[1]
    probe.close()
    held = open_door(host, port, shared=True)

    async def keep() -> Workers:
        kept = Workers(host, port, workers)
        await kept.run()
        return kept

    if asyncio.run(keep()).failed:
        raise Refused("The workers could not begin. The reason stands above.")
    held.close()


def main() -> None:
    """Be one worker: serve on a shared port until told to stop, or until the process that holds it is gone."""
    threading.Thread(target=_stop_when_alone, daemon=True).start()
    try:
        serve(int(sys.argv[2]), host=sys.argv[1], shared=True)
    except Refused as refused:
        sys.exit(f"taskgroups: {refused}")
    leave()


def _stop_when_alone() -> None:
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
