"""Serve the application as in production: uvicorn, streams and pages on one port."""

import logging
import os
import signal
import socket
import sys
from typing import NoReturn

import uvicorn

from taskgroups.config.doors import address_of, open_door
from taskgroups.config.starting import look_for_cycles_seldom

GRACE = 10  # seconds for requests under way, once asked to stop


class _Server(uvicorn.Server):
    """uvicorn, saying in one line where it is."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            print(f"Task Groups is ready on {address_of(*sockets[0].getsockname()[:2])}", flush=True)  # noqa: T201


def serve(port: int, host: str = "", shared: bool = False) -> None:
    """Serve in this process until SIGTERM or SIGINT; on HOST, or 127.0.0.1, where no host is given.

    Port 0 takes a free one; `shared` is for a worker beside others. Raises Refused where the port is taken or the
    host is not of this machine.
    """
    look_for_cycles_seldom()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")
    door = open_door(host or default_host(), port, shared)
    server = _Server(
        uvicorn.Config(
            "taskgroups.config.asgi:application",
            lifespan="on",
            ws="none",
            access_log=False,  # addresses of streams hold tokens
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=GRACE,
            backlog=2048,
        )
    )
    # uvicorn raises the signal again once it has stopped; to have been stopped is no failure.
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.signal(signal.SIGINT, lambda *_: None)
    server.run(sockets=[door])


def leave() -> NoReturn:
    """End this process, which has served and closed everything, at once and as a success.

    Taking the interpreter apart, object by object, would cost a good part of the second in which we stop.
    """
    logging.shutdown()
    for spoken in (sys.stdout, sys.stderr):
        spoken.flush()
    os._exit(0)


def default_host() -> str:
    """Return the address of this machine to serve on."""
    return os.environ.get("HOST", "127.0.0.1")
