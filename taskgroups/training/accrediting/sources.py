"""What floors above tell: how far somebody has practised, and what a Task Group is called for those who may know it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from taskgroups.people.models import Person
from taskgroups.training.accrediting.states import TRIES

GROUP = "task-group:"


@dataclass(frozen=True)
class Practice:
    """How far somebody has come with the exchanges: how many there are, tried, and last answered with a question."""

    exchanges: int
    tried: int
    asked: int

    @property
    def enough(self) -> bool:
        """Whether it may be handed over as evidence."""
        return self.tried >= min(TRIES, self.exchanges) and 2 * self.asked > self.tried

    @property
    def says(self) -> str:
        """The figures in words: all that is handed over. What somebody wrote stays theirs alone."""
        return f"Tried {self.tried} of {self.exchanges} exchanges; {self.asked} ended with a question"


@dataclass(frozen=True)
class Named:
    """A Task Group as somebody may know it: in words, and its address."""

    text: str
    address: str


_chaired: list[Callable[[Person], dict[str, str]]] = []
_practice: list[Callable[[Person], Practice]] = []
_names: list[Callable[[Person, Collection[str]], dict[str, Named]]] = []


def tell_practice(read: Callable[[Person], Practice]) -> None:
    """Say how far somebody has practised. It is asked for the person's own eyes, and for what they hand over."""
    _practice[:] = [read]


def tell_names(read: Callable[[Person, Collection[str]], dict[str, Named]]) -> None:
    """Say what Task Groups are called, by their public keys, for somebody: only those that they may open."""
    _names[:] = [read]


def tell_chaired(read: Callable[[Person], dict[str, str]]) -> None:
    """Say which Task Groups somebody chaired lately, in words by their public keys, the last first."""
    _chaired[:] = [read]


def chaired_by(person: Person) -> dict[str, str]:
    """The Task Groups that somebody chaired lately, in words by their source."""
    return {f"{GROUP}{key}": text for read in _chaired for key, text in read(person).items()}


def practice_of(person: Person) -> Practice | None:
    """How far somebody has practised; None where no floor above tells."""
    return next((read(person) for read in _practice), None)


def names_for(person: Person, sources: Collection[str]) -> dict[str, Named]:
    """The Task Groups among these sources of steps that this person may open, by their source."""
    keys = {one.removeprefix(GROUP) for one in sources if one.startswith(GROUP)}
    found = [read(person, keys) for read in _names] if keys else []
    return {f"{GROUP}{key}": named for one in found for key, named in one.items()}
