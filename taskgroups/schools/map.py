"""A map of pins from eastings and northings: metres on the national grid, so a plain scale is a true map."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

WIDTH, LOWEST, HIGHEST, MARGIN = 640, 240, 720, 24


class Placed(Protocol):
    """What a pin needs of a school."""

    urn: int
    name: str
    easting: int | None
    northing: int | None


@dataclass(frozen=True)
class Pin:
    """A school's place on the picture, in its units, and its number in the list beside it."""

    number: int
    school: Placed
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """A picture of pins, with the schools that have no place."""

    width: int
    height: int
    pins: list[Pin]
    placeless: list[Placed]
    km: int
    km_wide: float


def draw(schools: Iterable[Placed]) -> Map:
    """Place schools on a picture 640 units wide, north above, numbered in the order given.

    Schools without an easting and northing are listed instead. The bar of the scale is about a fifth of the width.
    """
    numbered = list(enumerate(schools, 1))
    placed = [(n, s, s.easting, s.northing) for n, s in numbered if s.easting and s.northing]
    placeless = [s for _, s in numbered if not (s.easting and s.northing)]
    if not placed:
        return Map(WIDTH, 0, [], placeless, 0, 0)
    west, east = min(e for _, _, e, _ in placed), max(e for _, _, e, _ in placed)
    south, north = min(n for _, _, _, n in placed), max(n for _, _, _, n in placed)
    scale = min((WIDTH - 2 * MARGIN) / max(east - west, 2000), (HIGHEST - 2 * MARGIN) / max(north - south, 2000))
    left = (WIDTH - (east - west) * scale) / 2
    high = (north - south) * scale + 2 * MARGIN
    top = MARGIN + max(0, LOWEST - high) / 2
    pins = [
        Pin(number, school, round(left + (e - west) * scale, 1), round(top + (north - n) * scale, 1))
        for number, school, e, n in placed
    ]
    km = next((step for step in (1, 2, 5, 10, 20, 50, 100) if step * 1000 * scale >= WIDTH / 6), 200)
    return Map(WIDTH, round(max(high, LOWEST)) + 20, pins, placeless, km, round(km * 1000 * scale, 1))
