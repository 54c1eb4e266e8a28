"""What makes every start of the program shorter."""

import gc

AT_A_TIME = 50_000  # new objects


def look_for_cycles_seldom() -> None:
    """Look for cycles among new objects less often than Python by itself does, which is after every 700.

    A start makes a million objects that stay for good; looking at them again and again takes a tenth of its time.
    """
    gc.set_threshold(AT_A_TIME)
