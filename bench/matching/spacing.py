"""How schools lie: what was measured of Hampshire and Surrey, and the same figures of any points.

`python -m bench.matching.spacing FILE…` measures the register's exports again. Only these sums are kept here, so that
the benchmark needs no file.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS, SHARES, WITHIN_KM = (1, 3, 10), (0.25, 0.5, 0.75, 0.9), (0.1, 0.5, 1, 2, 3, 5, 10)
# 728 open primary schools of the two counties in the register's export of 20 April 2022, on 5,342 square kilometres.
HAMPSHIRE_AND_SURREY = {
    "km to the 1st, a quarter": 0.21, "km to the 1st, a half": 0.67, "km to the 1st, three quarters": 1.34,
    "km to the 1st, nine tenths": 2.82, "km to the 3rd, a quarter": 1.04, "km to the 3rd, a half": 1.47,
    "km to the 3rd, three quarters": 2.62, "km to the 3rd, nine tenths": 4.16, "km to the 10th, a quarter": 2.55,
    "km to the 10th, a half": 3.43, "km to the 10th, three quarters": 5.35, "km to the 10th, nine tenths": 7.45,
    "others within 0.1 km": 0.17, "others within 0.5 km": 0.49, "others within 1 km": 1.40, "others within 2 km": 4.45,
    "others within 3 km": 8.25, "others within 5 km": 17.42, "others within 10 km": 48.14,
}  # fmt: skip
WORDS = dict(zip(SHARES, ("a quarter", "a half", "three quarters", "nine tenths"), strict=True))
ORDER = {1: "1st", 3: "3rd", 10: "10th"}


def spacing(km: NDArray[np.float64]) -> dict[str, float]:
    """Of points in kilometres: how far the first, third and tenth neighbour lies, and how many lie within so far."""
    gap = km[:, None] - km[None, :]
    apart = np.hypot(gap[..., 0], gap[..., 1])
    np.fill_diagonal(apart, np.inf)
    near = np.sort(apart, axis=1)
    found = {
        f"km to the {ORDER[n]}, {WORDS[share]}": float(np.quantile(near[:, n - 1], share))
        for n in NEIGHBOURS
        for share in SHARES
    }
    return found | {f"others within {far} km": float((apart <= far).sum(axis=1).mean()) for far in WITHIN_KM}


def points(file: Path) -> list[tuple[float, float]]:
    """The open schools of a register's export, in kilometres."""
    with file.open(encoding="cp1252", newline="") as text:
        rows = csv.reader(text)
        at = {name: number for number, name in enumerate(next(rows))}
        opened = [row for row in rows if row[at["EstablishmentStatus (name)"]].startswith("Open")]
    places = [(row[at["Easting"]], row[at["Northing"]]) for row in opened]
    return [(float(east) / 1000, float(north) / 1000) for east, north in places if east and north]


if __name__ == "__main__":
    for name, figure in spacing(np.array([one for file in sys.argv[1:] for one in points(Path(file))])).items():
        print(f"{name:<34} {figure:>6.2f}  kept: {HAMPSHIRE_AND_SURREY[name]:>6.2f}")
