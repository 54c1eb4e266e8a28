"""What the surroundings say: read once, checked once, refused in words."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_SECRET = "for-the-demonstration-only-and-refused-in-production"  # noqa: S105
WAKES = ("redis", "rediss", "unix")
MODES = ("demonstration", "production", "test")


class Refused(Exception):
    """The surroundings do not allow the application to start. The message says what to do."""


@dataclass(frozen=True)
class Environment:
    """The settings an installation may choose, with the defaults of the demonstration."""

    mode: str
    secret: str
    debug: bool
    database_url: str
    wake: str
    address: str
    hosts: tuple[str, ...]
    var: Path
    packs: tuple[Path, ...]
    mail_url: str
    mail_from: str
    scanner: str

    @property
    def production(self) -> bool:
        return self.mode == "production"


def read(source: Mapping[str, str] = os.environ) -> Environment:
    """Return the environment of this process.

    Raises Refused where production is asked for with a default secret, with debug on, or without an address.
    """
    var = Path(source.get("TASKGROUPS_VAR", str(ROOT / "var"))).absolute()
    port = source.get("PORT", "8000")
    address = source.get("TASKGROUPS_ADDRESS", f"http://127.0.0.1:{port}").rstrip("/")
    found = Environment(
        mode=source.get("TASKGROUPS_MODE", "demonstration"),
        secret=source.get("TASKGROUPS_SECRET", DEFAULT_SECRET),
        debug=source.get("TASKGROUPS_DEBUG", "") not in ("", "0", "no"),
        database_url=source.get("DATABASE_URL") or f"sqlite:///{var / 'taskgroups.sqlite3'}",
        wake=source.get("TASKGROUPS_WAKE", ""),
        address=address,
        hosts=tuple(filter(None, source.get("TASKGROUPS_HOSTS", "").split(","))),
        var=var,
        packs=tuple(Path(p) for p in source.get("TASKGROUPS_PACKS", "").split(os.pathsep) if p),
        mail_url=source.get("TASKGROUPS_MAIL", ""),
        mail_from=source.get("TASKGROUPS_MAIL_FROM", "Task Groups <task-groups@localhost>"),
        scanner=source.get("TASKGROUPS_SCANNER", ""),
    )
    _refuse_unsafe(found)
    return found


def _refuse_unsafe(found: Environment) -> None:
    if found.mode not in MODES:
        raise Refused(f"TASKGROUPS_MODE is '{found.mode}'. Set it to one of: {', '.join(MODES)}.")
    if found.wake and urlsplit(found.wake).scheme not in WAKES:
        raise Refused("TASKGROUPS_WAKE is not the address of a Redis. Set it to one such as redis://127.0.0.1:6379.")
    if not found.production:
        return
    if found.secret == DEFAULT_SECRET or len(found.secret) < 50:
        raise Refused("TASKGROUPS_SECRET is missing or short. Set it to 50 or more random characters.")
    if found.debug:
        raise Refused("TASKGROUPS_DEBUG is on. Take it away: production never shows its inside.")
    if not found.address.startswith("https://"):
        raise Refused(
            "TASKGROUPS_ADDRESS must be the https:// address people open, for example https://task-groups.example."
        )
