"""How strong evidence is, by a rule anybody may read: the page of the rule is made from this data. No Django.

More or stronger evidence never lowers what it is worth, time never raises it, and order never matters (tested).
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache, cached_property, lru_cache
from typing import NamedTuple


class Level(IntEnum):
    """How strong the evidence for a statement, or one item of it, is."""

    NONE = 0
    THIN = 1
    PARTIAL = 2
    STRONG = 3


class Age(IntEnum):
    """Whether evidence is still current. It fades with time, by its kind."""

    PAST = 0
    FADING = 1
    CURRENT = 2


@dataclass(frozen=True)
class Words:
    """A name, and a sentence that says what it means."""

    name: str
    means: str


LEVELS = {
    Level.STRONG: Words("Strong", "One item has all four marks, or items of different kinds have them together."),
    Level.PARTIAL: Words("Partial", "One item has two or three of the marks, or two thin items differ in kind."),
    Level.THIN: Words("Thin", "There is something, but it has at most one mark, is out of date, or cannot be seen."),
    Level.NONE: Words("Nothing yet", "No evidence is linked to it."),
}
AGES = {
    Age.CURRENT: Words("Current", "It still shows how things are."),
    Age.FADING: Words("Fading", "It no longer has the mark for being current."),
    Age.PAST: Words("Out of date", "It shows how things were. On its own it is thin, whatever else it has."),
}
MARKS = {
    "current": Words("It is current", "It is recent enough for its kind."),
    "direct": Words("It is first-hand", "Somebody of the school saw, heard or looked at it, and was not told of it."),
    "confirmed": Words("Somebody else confirms it", "A second person is named, by role, who would say the same."),
    "covers": Words("It covers enough", "It is about the whole school, or several classes or year groups."),
}
MISSING = {
    "current": "is no longer current",
    "direct": "is not said to be first-hand",
    "confirmed": "is confirmed by nobody else yet",
    "covers": "does not cover more than one class or a few pupils",
}
HAS = {
    "current": "is current",
    "direct": "is first-hand",
    "confirmed": "is confirmed by somebody else",
    "covers": "covers enough of the school",
}
COVERS = ("whole", "several")
ENOUGH_FOR_PARTIAL = 2


@dataclass(frozen=True)
class Span:
    """How many months evidence of a kind is current, and after how many it is out of date."""

    current: int
    past: int
    why: str


SPANS = {
    "data": Span(12, 24, "Figures come once a year."),
    "seen": Span(4, 12, "What was seen holds for about a term."),
    "heard": Span(4, 12, "What people say holds for about a term."),
    "work": Span(6, 12, "Pupils' work holds for two terms."),
    "document": Span(12, 36, "Policies, minutes and reports are looked at again once a year."),
}


class Item(NamedTuple):
    """One item of evidence as far as its strength goes. `kept`: there is a file, a place or words to look at."""

    key: int
    title: str
    kind: str
    dated: date
    confirmed_by: str = ""
    covers: str = ""
    direct: str = ""
    kept: bool = True


class Weighed(NamedTuple):
    """One item with what it is worth on a day."""

    item: Item
    age: Age
    marks: frozenset[str]
    level: Level

    @property
    def because(self) -> str:
        """Why it is as strong as it is, naming the item."""
        name = f"‘{self.item.title}’ "
        if not self.item.kept:
            return f"{name}is thin: no file, place or words are kept that could be looked at."
        if self.age == Age.PAST:
            span = SPANS[self.item.kind]
            return f"{name}is thin: it is more than {span.past} months old, which is out of date for its kind."
        has = [HAS[mark] for mark in MARKS if mark in self.marks]
        lacks = [MISSING[mark] for mark in MARKS if mark not in self.marks]
        said = _listed(has) if has else "has none of the four marks"
        return f"{name}{said}{'; it ' + _listed(lacks) if has and lacks else ''}."


def weigh(item: Item, today: date) -> Weighed:
    """Return what an item is worth on a day."""
    age = age_of(item.kind, item.dated, today)
    marks = _marks(age == Age.CURRENT, item.direct == "direct", bool(item.confirmed_by.strip()), item.covers in COVERS)
    level = Level.THIN
    if item.kept and age != Age.PAST and len(marks) >= ENOUGH_FOR_PARTIAL:
        level = Level.STRONG if len(marks) == len(MARKS) else Level.PARTIAL
    return Weighed(item, age, marks, level)


@cache
def _marks(*has: bool) -> frozenset[str]:
    """The marks there are, in the order of the rule; kept, as a school has thousands of items."""
    return frozenset(mark for mark, there in zip(MARKS, has, strict=True) if there)


def age_of(kind: str, dated: date, today: date) -> Age:
    """Return whether evidence of a kind and date is still current on a day."""
    span = SPANS[kind]
    if today <= months_after(dated, span.current):
        return Age.CURRENT
    return Age.FADING if today <= months_after(dated, span.past) else Age.PAST


@dataclass(frozen=True)
class Strength:
    """What the evidence for one statement is worth together. `what` is the statement in words."""

    what: str
    items: tuple[Weighed, ...] = ()

    @cached_property
    def level(self) -> Level:
        """How strong it is."""
        if not self.items:
            return Level.NONE
        best = max(one.level for one in self.items)
        if best < Level.STRONG and self.together:
            return Level.STRONG
        return max(best, Level.PARTIAL) if self.two_thin else best

    @cached_property
    def together(self) -> bool:
        """Whether items of different kinds, each at least partial, have all four marks between them.

        That they differ in kind counts as being confirmed: one bears out the other.
        """
        solid = [one for one in self.items if one.level >= Level.PARTIAL]
        if len({one.item.kind for one in solid}) < 2:
            return False
        return frozenset().union(*(one.marks for one in solid)) | {"confirmed"} == MARKS.keys()

    @cached_property
    def two_thin(self) -> bool:
        """Whether two items of different kinds can be looked at and are not out of date, however thin each is."""
        return len({one.item.kind for one in self.items if one.item.kept and one.age != Age.PAST}) >= 2

    @cached_property
    def age(self) -> Age | None:
        """How current the most current item is; None without any."""
        return max((one.age for one in self.items), default=None)

    @cached_property
    def newest(self) -> date | None:
        """The date of the newest item."""
        return max((one.item.dated for one in self.items), default=None)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The different kinds of evidence there are, in the order of the rule."""
        there = {one.item.kind for one in self.items}
        return tuple(kind for kind in SPANS if kind in there)

    @cached_property
    def confirmed(self) -> int:
        """How many items somebody else confirms."""
        return sum(1 for one in self.items if "confirmed" in one.marks)

    @property
    def because(self) -> tuple[str, ...]:
        """Why, each sentence naming something on file: first how items bear one another out, then what each has."""
        if not self.items:
            return (f"Nothing is linked to ‘{self.what}’.",)
        best = self.items[0]
        if self.level == best.level:
            return (best.because,)
        team = self._team
        words = "have all four marks together" if self.level == Level.STRONG else "bear one another out"
        names = _listed([f"‘{one.item.title}’" for one in team])
        return f"{names} differ in kind and {words}.", *(one.because for one in team)

    @property
    def _team(self) -> list[Weighed]:
        """The items that are worth more together, as few as do it."""
        if self.level == Level.STRONG:
            able = [one for one in self.items if one.level >= Level.PARTIAL]
        else:
            able = [one for one in self.items if one.item.kept and one.age != Age.PAST]
        team = able[:1]
        for one in able[1:]:
            has = frozenset[str]().union(*(other.marks for other in team))
            adds = self.level == Level.STRONG and one.marks - has - {"confirmed"}
            kinds = {other.item.kind for other in team}
            if adds or (len(kinds) == 1 and one.item.kind not in kinds):
                team.append(one)
        return team


def strength(what: str, items: Iterable[Weighed]) -> Strength:
    """Return what items are worth together for a statement; the same in whatever order they come."""
    return Strength(what, tuple(sorted(items, key=_order)))


def _order(one: Weighed) -> tuple[int, int, int, int]:
    """The strongest first, then the newest."""
    return (-one.level, -len(one.marks), -one.item.dated.toordinal(), one.item.key)


@lru_cache(maxsize=16_384)
def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or earlier where negative; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
