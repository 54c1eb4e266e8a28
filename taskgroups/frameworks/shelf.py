"""The packs an installation has, read once."""

from datetime import date
from functools import lru_cache

from django.conf import settings

from taskgroups.frameworks.pack import Pack
from taskgroups.frameworks.reading import read_pack


@lru_cache(maxsize=1)
def packs() -> dict[str, Pack]:
    """Return every pack by its slug, oldest first. Raises Problem where one cannot be read."""
    folders = [f for place in settings.PACK_FOLDERS for f in sorted(place.iterdir()) if (f / "pack.toml").exists()]
    found = [read_pack(folder) for folder in folders]
    return {pack.slug: pack for pack in sorted(found, key=lambda p: (p.starts, p.slug))}


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
    """Read the packs again next time (tests add one)."""
    packs.cache_clear()
