"""What the applications above tell the live ground: how far each channel is, and who may watch it."""

from collections.abc import Callable, Collection, Mapping

LastNumbers = Callable[[list[str]], Mapping[str, int]]
MayWatch = Callable[[str, frozenset[str]], Collection[str]]


def _nothing(channels: list[str]) -> Mapping[str, int]:
    return {}


def _nobody(channel: str, people: frozenset[str]) -> Collection[str]:
    return ()


_source: LastNumbers = _nothing
_gate: MayWatch = _nobody


def register_source(source: LastNumbers) -> None:
    """Register the function that says, for the channels named, the last number of each that exists.

    It is called in a thread, with one query for all channels, several times a second on SQLite.
    """
    global _source
    _source = source


def register_gate(gate: MayWatch) -> None:
    """Register the function that says who of these people (ids as strings) may watch the channel.

    It is called in a thread when a stream opens and every few seconds while events come. Until one is
    registered nobody may watch anything.
    """
    global _gate
    _gate = gate


def last_numbers(channels: list[str]) -> dict[str, int]:
    """Return the last number of each channel that exists."""
    return dict(_source(channels))


def may_watch(channel: str, people: frozenset[str]) -> frozenset[str]:
    """Return those of the people who may watch the channel."""
    return people & frozenset(_gate(channel, people))
