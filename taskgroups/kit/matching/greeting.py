"""The solver's library greets on standard output when it is first used, whatever it is told: here nobody hears it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def greeting_unheard() -> Iterator[None]:
    """Let nothing on the standard output of this process meanwhile: for commands, where nobody writes beside."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
