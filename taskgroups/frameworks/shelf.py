"""The packs an installation has, read once."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from taskgroups.frameworks.pack import Pack
from taskgroups.frameworks.reading import read_pack


@lru_cache(maxsize=1)
def packs() -> dict[str, Pack]:
    """Return every pack by its slug, oldest first. Raises Problem where one cannot be read."""
    folders = [f for place in settings.PACK_FOLDERS for f in sorted(place.iterdir()) if (f / "pack.toml").exists()]
    found = [_read(folder) for folder in folders]
    return {pack.slug: pack for pack in sorted(found, key=lambda p: (p.starts, p.slug))}


@lru_cache
def _read(folder: Path) -> Pack:
    return read_pack(folder)


def pack(slug: str) -> Pack | None:
    """Return the pack of that slug, or None."""
    return packs().get(slug)


def pack_on(day: date, inspectorate: str = "") -> Pack:
    """Return the pack in force on a day: the newest that has begun, where several have.

    `inspectorate` narrows the choice to one body. A day before every pack gives the oldest.
    """
    known = [p for p in packs().values() if not inspectorate or p.inspectorate == inspectorate]
    begun = [p for p in known if p.in_force(day)]
    return begun[-1] if begun else known[0]


def forget() -> None:
    """Look again next time which packs there are (tests add one). A folder that was read is not read again."""
    packs.cache_clear()
