"""The track record in invented worlds: how often the interval holds the truth, and how long pairing a country takes.

Coverage and what is clear are shares of a hundred worlds. Nothing here is about a real school.
"""

import time
from random import Random
from statistics import fmean

from taskgroups.track.core.interval import newcombe
from taskgroups.track.core.invented import World, world
from taskgroups.track.core.pairing import pair
from taskgroups.track.core.result import table_of

RUNS = 500
WORLDS = ((27, 300), (70, 600))  # schools with a Task Group and without, of which one in eight is not inspected since
EFFECTS = (0.0, 0.2)


def run() -> dict[str, float]:
    """Try every size with every effect, and pair a world of the size of England."""
    figures: dict[str, float] = {}
    for held, others in WORLDS:
        for effect in EFFECTS:
            figures |= _tried(held, others, effect)
    return figures | _country()


def _tried(held: int, others: int, effect: float) -> dict[str, float]:
    pairs, holds, found, bare, clear = [], [], [], [], []
    for seed in range(RUNS):
        made = world(Random(seed), held=held, others=others, effect=effect)
        table = table_of(made.sides(pair(made.schools)))
        low, high = newcombe(table)
        pairs.append(table.pairs)
        holds.append(low <= effect <= high)
        clear.append(not low <= 0 <= high)
        found.append(table.difference)
        bare.append(_bare(made))
    about = f"{fmean(pairs):.0f} pairs, {100 * effect:.0f} put in"
    told = {"holds it": holds, "mean found": found, "bare comparison": bare, "clear": clear}
    return {f"{about}: {name}": round(100 * fmean(values), 1) for name, values in told.items()}


def _bare(made: World) -> float:
    inspected = [one for one in made.schools if len(one.history) > 1]
    had, none = (
        [made.reached[one.history[1].key] for one in inspected if bool(one.first_held) == whether]
        for whether in (True, False)
    )
    return fmean(had) - fmean(none)


def _country() -> dict[str, float]:
    made = world(Random(1), held=200, others=21_800, effect=0.1)
    begun = time.process_time()
    found = pair(made.schools)
    return {
        "22,000 schools: pairs": sum(one.beside is not None for one in found),
        "22,000 schools: processor seconds to pair": round(time.process_time() - begun, 2),
    }
