"""One answer for the many who ask the same within a moment: a hall of screens after one event."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass
class _Kept(Generic[V]):
    since: float
    answer: Future[V] = field(default_factory=Future)


class Shared(Generic[V]):
    """Answers kept for `seconds`, at most so many; any thread.

    The key must name everything the answer depends on, above all what those who get it may see. Who asks while the
    answer is being made waits for it. What was made `seconds` ago is made anew: whatever the key leaves out is out of
    date for no longer.
    """

    def __init__(self, seconds: float, most: int, clock: Callable[[], float] = monotonic) -> None:
        self._seconds, self._most, self._clock = seconds, most, clock
        self._kept: dict[Hashable, _Kept[V]] = {}  # the oldest first
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return the answer of that key, made by this call or by another; what `make` raises, all who wait raise."""
        with self._lock:
            self._forget()
            kept = self._kept.get(key)
            mine = kept is None
            if kept is None:
                kept = self._kept[key] = _Kept(self._clock())
        if mine:
            self._make(key, kept, make)
        return kept.answer.result()

    def _forget(self) -> None:
        until = self._clock() - self._seconds
        for key in list(self._kept):
            if self._kept[key].since > until and len(self._kept) < self._most:
                return
            del self._kept[key]

    def _make(self, key: Hashable, kept: _Kept[V], make: Callable[[], V]) -> None:
        try:
            kept.answer.set_result(make())
        except BaseException as error:
            kept.answer.set_exception(error)
            with self._lock:
                if self._kept.get(key) is kept:
                    del self._kept[key]
