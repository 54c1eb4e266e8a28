"""The socket on which Task Groups is reached."""

import socket

from taskgroups.config.environment import Refused

# Milliseconds after which the system gives up a connection whose other end acknowledges or reads nothing: a tablet
# that left the Wi-Fi, a reader that stalled. Heartbeats make sure there is something to acknowledge.
GIVE_UP_AFTER = 30_000


def open_door(host: str, port: int, shared: bool = False) -> socket.socket:
    """Return a socket bound to this port of the host, 0 for a free one; `shared` with other workers of ours.

    Raises Refused where the port is taken or the host is not of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; connections inherit it
            door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GIVE_UP_AFTER)
        door.bind(address)
    except OSError as error:
        raise Refused(
            f"Task Groups cannot serve on {host} port {port} ({error.strerror}). "
            "Set PORT to a free port, or HOST to an address of this machine."
        ) from error
    return door


def address_of(host: str, port: int) -> str:
    """Return the address one types into a browser on this machine."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
