"""Serve the application as in production: one process, uvicorn, streams and pages on one port."""

import os
import signal
import socket

import uvicorn

from taskgroups.config.environment import Refused

# Milliseconds after which the system gives up a connection whose other end acknowledges or reads nothing: a tablet
# that left the Wi-Fi, a reader that stalled. Heartbeats make sure there is something to acknowledge.
GIVE_UP_AFTER = 30_000
GRACE = 10  # seconds for requests under way, once asked to stop


class _Server(uvicorn.Server):
    """uvicorn, saying in one line where it is."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            print(f"Task Groups is ready on {_address(sockets[0])}", flush=True)  # noqa: T201


def serve(port: int) -> None:
    """Serve on this port of HOST (127.0.0.1 unless the environment says otherwise) until SIGTERM or SIGINT.

    Port 0 takes a free one. Raises Refused where the port is taken or the host is not of this machine.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")
    door = _open_door(os.environ.get("HOST", "127.0.0.1"), port)
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


def _open_door(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; connections inherit it
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GIVE_UP_AFTER)
        door.bind(address)
    except OSError as error:
        raise Refused(
            f"Task Groups cannot serve on {host} port {port} ({error.strerror}). "
            "Set PORT to a free port, or HOST to an address of this machine."
        ) from error
    return door


def _address(door: socket.socket) -> str:
    host, port = door.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
