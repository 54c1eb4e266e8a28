"""What the surroundings say: read once, checked once, refused in words."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from taskgroups.config.mail import MailServer, NoMailServer, mail_server

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
    mail: MailServer
    mail_from: str
    scanner: str
    files: str

    @property
    def production(self) -> bool:
        return self.mode == "production"


def read(source: Mapping[str, str] = os.environ) -> Environment:
    """Return the environment of this process.

    Raises Refused where production is asked for with a default secret, with debug on, or without an address; and
    anywhere for a setting that cannot be meant.
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
        mail=_mail(source.get("TASKGROUPS_MAIL", "")),
        mail_from=source.get("TASKGROUPS_MAIL_FROM", "Task Groups <task-groups@localhost>"),
        scanner=source.get("TASKGROUPS_SCANNER", ""),
        files=source.get("TASKGROUPS_FILES", ""),
    )
    _refuse_unsafe(found)
    return found


def _mail(said: str) -> MailServer:
    try:
        return mail_server(said)
    except NoMailServer as problem:
        raise Refused(str(problem)) from None  # what lies behind it may hold the password


def _refuse_unsafe(found: Environment) -> None:
    if found.mode not in MODES:
        raise Refused(f"TASKGROUPS_MODE is '{found.mode}'. Set it to one of: {', '.join(MODES)}.")
    if found.wake and _parts(found.wake).scheme not in WAKES:
        raise Refused("TASKGROUPS_WAKE is not the address of a Redis. Set it to one such as redis://127.0.0.1:6379.")
    _refuse_unreadable_files(found.files)
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


def _parts(address: str) -> SplitResult:
    """The parts of an address; none where it cannot be read."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _refuse_unreadable_files(files: str) -> None:
    if files and (_parts(files).scheme != "s3" or not _parts(files).hostname):
        raise Refused("TASKGROUPS_FILES is not the address of a bucket. Set it to one such as s3://bucket/folder.")
    if files and find_spec("botocore") is None:
        raise Refused(
            "TASKGROUPS_FILES needs a library that is not installed. Install requirements/s3.txt, or unset it."
        )


def file_store(files: str) -> dict[str, Any]:
    """Return Django's setting for the place of files: a folder of this machine, or a bucket and a folder in it.

    `s3://bucket/folder?endpoint=https://store.example&region=eu-west-2`; without an endpoint it is Amazon's own.
    """
    if not files:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {}}
    where = urlsplit(files)
    more = {name: values[0] for name, values in parse_qs(where.query).items() if name in ("endpoint", "region")}
    options = {"bucket": where.hostname, "prefix": where.path.strip("/"), **more}
    return {"BACKEND": "taskgroups.config.objects.ObjectStorage", "OPTIONS": options}
