"""How a Task Group works, as data: each person accepts it before the meeting."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Protocol:
    """One thing everybody keeps to."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True)
class Protocols:
    """All of them, in order, and which wording this is."""

    version: str
    all: tuple[Protocol, ...]


@lru_cache(maxsize=1)
def current() -> Protocols:
    """Return the protocols in force."""
    with (Path(__file__).parent / "protocols.toml").open("rb") as file:
        found = tomllib.load(file)
    return Protocols(found["version"], tuple(Protocol(**one) for one in found["protocol"]))
