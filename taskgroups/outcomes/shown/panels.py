"""A panel: one plot with its title, its table, its sources, and what must be known to read it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from taskgroups.kit.design.words import day, listed, plural
from taskgroups.outcomes.area import Source
from taskgroups.outcomes.shown.figures import NONE, Figure, brief
from taskgroups.outcomes.shown.plot import Course, Scale, scale_of


@dataclass(frozen=True)
class Told:
    """A panel's table: the heads of its columns, its rows, and what is the same in each row and so is said once."""

    head: tuple[str | tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    same: str


@dataclass(frozen=True)
class Panel:
    """Figures shown together, on one scale. `figures` are in the plot; `table` has them too, and earlier ones."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    table: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    course: Course | None = None

    @property
    def scale(self) -> Scale:
        values = [value for one in self.figures for value in (one.value, one.england)]
        return scale_of(self.figures[0].unit, values)

    @property
    def sources(self) -> list[Source]:
        """The files behind every figure of the table, each once."""
        return list(dict.fromkeys(source for one in self.table for source in one.sources))

    def told(self, area: str) -> Told:
        """The table of an area of this name. A column that says one thing all the way down is said above it instead."""
        columns: list[tuple[str | tuple[str, str], list[str], bool]] = [
            ("Measure", [one.measure for one in self.table], True),
            ("Of whom", [one.whom for one in self.table], True),
            ("Day or year", [one.when for one in self.table], False),
            ((area, "number"), [one.text for one in self.table], False),
            (("England", "number"), [one.england_text for one in self.table], False),
            ("Counted", [one.counted for one in self.table], False),
            ("Not counted", [one.without for one in self.table], True),
            ("How", [one.how or NONE for one in self.table], True),
        ]
        once = [(head, values[0]) for head, values, may in columns if may and _same(values) and values[0] != NONE]
        kept = [(head, values) for head, values, may in columns if not (may and _same(values))]
        return Told(
            tuple(head for head, _ in kept),
            tuple(zip(*(values for _, values in kept), strict=True)),
            "; ".join(f"not counted, {said}" if head == "Not counted" else said for head, said in once),
        )

    @property
    def by_group(self) -> bool:
        """Whether it tells parts of the pupils apart."""
        return any(one.whom != self.figures[0].whom for one in self.figures)

    @property
    def has_england(self) -> bool:
        return any(one.england is not None for one in self.figures)


def _same(values: Sequence[str]) -> bool:
    return len(values) > 1 and len(set(values)) == 1


@dataclass(frozen=True)
class Outcome:
    """One of the three: its name as the vision has it, its panels, and what is missing in sentences."""

    key: str
    title: str
    lead: str
    panels: tuple[Panel, ...]
    notes: tuple[str, ...] = field(default=())


def compared(area: str, figure: Figure, what: str) -> str:
    """A title that says what is seen: '93.9% of pupils … in Saltshire, 93.2% in England'."""
    if figure.value is None:
        return f"{what}: no figure for {area}"
    told = f"{what}: {brief(figure.value, figure.unit)} in {area}"
    return f"{told}, {brief(figure.england, figure.unit)} in England" if figure.england is not None else told


def source_words(source: Source, about: str = "") -> str:
    """A file as it is named under a plot: its name, the rows read from it, when it was loaded."""
    loaded = f", loaded on {day(source.loaded_on)}" if source.loaded_on else ""
    rows = plural(source.rows, "row")
    return f"{source.name} ({rows}{loaded})" + (f", {about}" if about else "")


def sources_words(sources: Sequence[Source]) -> str:
    """All the files behind a panel, in one sentence."""
    return listed([source_words(one) for one in sources])
