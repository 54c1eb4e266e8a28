"""What a pack must hold before a school is shown it. Each rule gives a sentence for everything that breaks it."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from taskgroups.frameworks.checking_agenda import agenda
from taskgroups.frameworks.pack import APPLIES, CHECKED, KINDS, PHASES, Area, Pack, Question
from taskgroups.frameworks.reading import Problem, read_pack

FEWEST_DESCRIPTORS, FEWEST_QUESTIONS, FEWEST_OF_A_KIND, FEWEST_OF_A_DESCRIPTOR = 6, 15, 3, 2
MOST_WORDS = 40
Rule = Callable[[Pack], Iterator[str]]


def check(folder: Path) -> tuple[Pack | None, list[str]]:
    """Read and check the pack in a folder: the pack, or None where it cannot be read, and every problem in words."""
    try:
        strange = list(stray(folder))
        pack = read_pack(folder)
    except Problem as problem:
        return None, problem.sentences
    except OSError as problem:
        return None, [f"{folder.name} cannot be read: {problem.strerror}. Look at who may read it."]
    return pack, [*strange, *(sentence for rule in RULES for sentence in rule(pack))]


def stray(folder: Path) -> Iterator[str]:
    """A folder holds pack.toml, agenda.toml and its areas, and nothing else that may be taken for part of it."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in ("pack.toml", "agenda.toml", "areas"):
            yield f"{folder.name}/{path.name} is no part of a pack. Take it away."
    areas = folder / "areas"
    if areas.exists() and not areas.is_dir():
        yield f"{folder.name}/areas is a file. Make it a folder with one file an area."
    for path in sorted(areas.iterdir()) if areas.is_dir() else ():
        if path.suffix != ".toml":
            yield f"{folder.name}/areas/{path.name} is no area file. Take it away, or end its name in .toml."


def scales(pack: Pack) -> Iterator[str]:
    """Every scale has two grades or more, and the line between secure and not lies on it."""
    named = [("The pack", pack.scale, pack.secure_from)]
    named += [(a.name, a.scale, a.secure_from) for a in pack.areas]
    for name, scale, secure in named:
        slugs = [g.slug for g in scale]
        if len(scale) < 2:
            yield f"{name} has a scale of {len(scale)}. Give two grades or more, best first."
        if secure not in slugs:
            yield f"{name}: secure_from is '{secure}', which is not on its scale. Choose one of: {', '.join(slugs)}."
        yield from (f"{name}: the grade '{slug}' stands twice on the scale." for slug in _twice(slugs))
        yield from (f"{name}: two grades are called '{one}'." for one in _twice([g.name for g in scale]))


def dates(pack: Pack) -> Iterator[str]:
    """A framework does not end before it begins."""
    if pack.until is not None and pack.until < pack.starts:
        yield f"The pack ends on {pack.until}, before it begins on {pack.starts}. Put the dates right."


def areas(pack: Pack) -> Iterator[str]:
    """There are areas, each once, each for somebody."""
    if not pack.areas:
        yield "The pack has no areas. Add files to its folder 'areas'."
    yield from (f"Two areas have the slug '{slug}'." for slug in _twice([a.slug for a in pack.areas]))
    yield from (f"Two areas are called '{name}'." for name in _twice([a.name for a in pack.areas]))
    for area in pack.areas:
        if area.applies not in APPLIES:
            yield f"{area.name} applies to '{area.applies}'. Choose one of: {', '.join(APPLIES)}."


def descriptors(pack: Pack) -> Iterator[str]:
    """Six descriptors or more an area, each once, each short enough to be one idea."""
    for area in pack.areas:
        if len(area.descriptors) < FEWEST_DESCRIPTORS:
            yield f"{area.name} has {len(area.descriptors)} descriptors. Give {FEWEST_DESCRIPTORS} or more."
        for slug in _twice([d.slug for d in area.descriptors]):
            yield f"{area.name}: two descriptors have the slug '{slug}'."
        for one in area.descriptors:
            if (words := len(one.text.split())) > MOST_WORDS:
                yield f"{area.name}, descriptor '{one.slug}' has {words} words. Give one idea, at most {MOST_WORDS}."


def coverage(pack: Pack) -> Iterator[str]:
    """Every descriptor is tested by two questions or more, in each phase of school that it applies to."""
    for area in pack.areas:
        for one in area.descriptors:
            asked = [q for q in area.questions if one.slug in q.descriptors]
            few = [phase for phase in (one.phases or PHASES) if _count(asked, phase) < FEWEST_OF_A_DESCRIPTOR]
            if few:
                which = "" if len(few) == len(one.phases or PHASES) else f" in the phases {', '.join(few)}"
                fewest = min(_count(asked, phase) for phase in few)
                number = f"{fewest} question{'s' * (fewest != 1)}"
                said = f"{area.name}: the descriptor '{one.slug}' is tested by {number}{which}."
                yield f"{said} Give {FEWEST_OF_A_DESCRIPTOR} or more."


def phases(pack: Pack) -> Iterator[str]:
    """A phase is one that schools have."""
    rows = [(a.name, d.slug, d.phases) for a in pack.areas for d in a.descriptors]
    rows += [(a.name, q.slug, q.phases) for a in pack.areas for q in a.questions]
    for name, slug, named in rows:
        for phase in named:
            if phase not in PHASES:
                yield f"{name}, '{slug}' is for the phase '{phase}'. Choose from: {', '.join(PHASES)}."


def themes(pack: Pack) -> Iterator[str]:
    """Themes above the line belong to grades above it, those below to grades below it."""
    for area in pack.areas:
        slugs = [g.slug for g in area.scale]
        if area.secure_from not in slugs:
            continue
        line = slugs.index(area.secure_from)
        sides = (("above", area.above, slugs[:line]), ("below", area.below, slugs[line + 1 :]))
        for side, rows, allowed in sides:
            for theme in rows:
                if theme.grade not in allowed:
                    yield f"{area.name}: a theme {side} the line names the grade '{theme.grade}', which is not there."


def questions(pack: Pack) -> Iterator[str]:
    """Fifteen questions or more an area over all kinds, each tied to descriptors of the area, none twice."""
    for area in pack.areas:
        if len(area.questions) < FEWEST_QUESTIONS:
            yield f"{area.name} has {len(area.questions)} questions. Give {FEWEST_QUESTIONS} or more."
        kinds = Counter(q.kind for q in area.questions)
        for kind in KINDS:
            if kinds[kind] < FEWEST_OF_A_KIND:
                yield f"{area.name} has {kinds[kind]} questions of the kind '{kind}'. Give {FEWEST_OF_A_KIND} or more."
        yield from _questions_of(area)
    everything = [q.text for a in pack.areas for q in a.questions]
    everything += [q.text for item in pack.agenda for q in item.questions]
    plain = [" ".join(text.lower().split()) for text in everything]
    yield from (f"A question stands twice in the pack: '{text}'." for text in _twice(plain))


def _questions_of(area: Area) -> Iterator[str]:
    for slug in _twice([q.slug for q in area.questions]):
        yield f"{area.name}: two questions have the slug '{slug}'."
    for question in area.questions:
        where = f"{area.name}, question '{question.slug}'"
        if question.kind not in KINDS:
            yield f"{where}: the kind is '{question.kind}'. Choose one of: {', '.join(KINDS)}."
        if not question.descriptors:
            yield f"{where} names no descriptor. Name one or more of the area."
        for slug in question.descriptors:
            if slug not in area.by_slug:
                yield f"{where} names the descriptor '{slug}', which the area does not have."
        if not question.text.rstrip().endswith(("?", ".")):
            yield f"{where} does not end like a sentence."


def honesty(pack: Pack) -> Iterator[str]:
    """Every line says how far its wording was checked."""
    lines = [(a.name, d.checked) for a in pack.areas for d in a.descriptors]
    lines += [(a.name, theme.checked) for a in pack.areas for theme in (*a.above, *a.below)]
    lines += [("A note of the pack", note.checked) for note in pack.notes]
    lines += [("The rhythm of the pack", pack.rhythm.checked)] if pack.rhythm else []
    for where, checked in lines:
        if checked not in CHECKED:
            yield f"{where}: checked is '{checked}'. Choose one of: {', '.join(CHECKED)}."


RULES: tuple[Rule, ...] = (
    scales,
    dates,
    areas,
    descriptors,
    coverage,
    phases,
    themes,
    questions,
    agenda,
    honesty,
)


def _count(asked: list[Question], phase: str) -> int:
    """How many of these questions can be asked in a school of this phase."""
    return sum(1 for q in asked if not q.phases or phase in q.phases)


def _twice(values: list[str]) -> list[str]:
    return sorted(value for value, times in Counter(values).items() if times > 1)
