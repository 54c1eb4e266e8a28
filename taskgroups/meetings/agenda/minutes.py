"""Sharing out the minutes of a meeting."""

from collections.abc import Sequence

STEP = 5
LEAST = 5
MOST_MINUTES = 240


def share_out(total: int, weights: Sequence[float], *, step: int = STEP, least: int = LEAST) -> list[int]:
    """Return minutes in the proportion of the weights that add up to `total`.

    Each is at least `least` and, but for the heaviest, a multiple of `step`; steps left over go to the largest
    remainders. Where the total is too small for `least` each, each gets `least` and the sum is larger than asked.
    """
    if not weights:
        return []
    if total <= least * len(weights):
        return [least] * len(weights)
    spare = total - least * len(weights)
    whole = sum(weights) or 1.0
    exact = [spare * weight / whole for weight in weights]
    given = [int(one // step) * step for one in exact]
    left = spare - sum(given)
    for index in sorted(range(len(weights)), key=lambda i: (given[i] - exact[i], i)):
        if left < step:
            break
        given[index] += step
        left -= step
    given[max(range(len(weights)), key=lambda i: (weights[i], -i))] += left
    return [least + one for one in given]


def shrink(minutes: Sequence[int], total: int, *, least: int = 2) -> list[int]:
    """Return the minutes made smaller in proportion so that they come near `total`, none under `least`."""
    whole = sum(minutes)
    if whole <= total:
        return list(minutes)
    return [max(least, one * total // whole) for one in minutes]
