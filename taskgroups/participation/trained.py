"""Who has been trained: the one place that asks the floor `training`."""

from collections.abc import Collection, Mapping
from datetime import date


def trained_in(people: Collection[int], first: date, last: date) -> Mapping[int, tuple[str, ...]] | None:
    """Return what each was trained in between two days, by their keys; None while nothing is kept about training."""
    return None
