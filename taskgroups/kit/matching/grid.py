"""Points in square cells, so that those near another point are found without looking at all of them."""

from collections.abc import Iterator

import numpy as np

from taskgroups.kit.matching.board import Floats, Ints

IN_A_CELL, AT_ONCE = 3.0, 100_000


class Grid:
    """Points in kilometres, each with the number it goes by."""

    def __init__(self, at: Floats, number: Ints) -> None:
        self.low = at.min(axis=0) if len(at) else np.zeros(2)
        span = (at.max(axis=0) - self.low) if len(at) else np.zeros(2)
        self.side = max(float(np.sqrt(span.prod() * IN_A_CELL / max(1, len(at)))), float(span.max()) / 1000, 0.05)
        self.wide, self.high = (int(many) for many in span // self.side + 1)
        east, north = self._cells(at)
        cell = north * self.wide + east
        order = np.argsort(cell, kind="stable")
        self.number = number[order]
        self.at = at[order]
        self.start = np.searchsorted(cell[order], np.arange(self.wide * self.high + 1))

    def _cells(self, at: Floats) -> tuple[Ints, Ints]:
        cell = np.floor((at - self.low) / self.side).astype(np.int64)
        return cell[:, 0], cell[:, 1]

    def within(self, at: Floats, km: Floats) -> Iterator[tuple[Ints, Ints]]:
        """Pairs of a place (counted from 0) and a point's number: all so near, and some that are further.

        A piece at a time, each place in one piece. At most the whole grid is looked at, whatever the kilometres.
        """
        rings = np.ceil(np.minimum(np.maximum(km, 0) / self.side, max(self.wide, self.high) + 1)).astype(np.int64)
        for ring in np.unique(rings).tolist():
            places = np.flatnonzero(rings == ring)
            start, stop = self._ranges(at[places], ring)
            for piece in _pieces((stop - start).sum(axis=1)):
                yield self._pairs(places[piece], start[piece], stop[piece])

    def _ranges(self, at: Floats, ring: int) -> tuple[Ints, Ints]:
        """For each place the points of each row of cells about it, from where to where."""
        east, north = self._cells(at)
        rows = np.arange(-ring, ring + 1)[None, :] + north[:, None]
        if ring > max(self.wide, self.high):  # everything, also for a place far outside the cells
            rows, east = np.broadcast_to(np.arange(self.high)[None, :], (len(at), self.high)), np.zeros_like(east)
        from_ = np.clip(east - ring, 0, self.wide)[:, None]
        to = np.clip(east + ring + 1, 0, self.wide)[:, None]
        there = (rows >= 0) & (rows < self.high)
        first = np.clip(rows, 0, self.high - 1) * self.wide
        return np.where(there, self.start[first + from_], 0), np.where(there, self.start[first + to], 0)

    def _pairs(self, places: Ints, start: Ints, stop: Ints) -> tuple[Ints, Ints]:
        many = (stop - start).ravel()
        ends = np.cumsum(many)
        steps = np.arange(int(ends[-1]) if len(ends) else 0)
        at = np.repeat(start.ravel() - (ends - many), many) + steps
        return np.repeat(places, (stop - start).sum(axis=1)), self.number[at]


def _pieces(sizes: Ints) -> Iterator[slice]:
    """Runs of places that together look at no more than so many points, or at one place."""
    ends = np.cumsum(sizes)
    first = 0
    while first < len(sizes):
        done = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, done + AT_ONCE, side="right")))
        yield slice(first, last)
        first = last
