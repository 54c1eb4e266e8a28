"""What a pack must hold before a school is shown it. Each rule gives a sentence for everything that breaks it."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from taskgroups.frameworks.pack import CHECKED, KINDS, Area, Pack
from taskgroups.frameworks.reading import Problem, read_pack

APPLIES = ("all", "early_years", "post_16")
AGENDA_KINDS = ("opening", "actions", "context", "area", "overall", "readback", "close")
FEWEST_DESCRIPTORS, FEWEST_QUESTIONS, FEWEST_OF_A_KIND = 6, 15, 2
SHORTEST, LONGEST = 60, 240
Rule = Callable[[Pack], Iterator[str]]


def check(folder: Path) -> tuple[Pack | None, list[str]]:
    """Read and check the pack in a folder: the pack, or None where it cannot be read, and every problem in words."""
    try:
        pack = read_pack(folder)
    except Problem as problem:
        return None, [str(problem)]
    except (OSError, ValueError, TypeError) as problem:
        return None, [f"{folder.name} cannot be read: {problem}."]
    return pack, [sentence for rule in RULES for sentence in rule(pack)]


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
    """Six descriptors or more an area, each once."""
    for area in pack.areas:
        if len(area.descriptors) < FEWEST_DESCRIPTORS:
            yield f"{area.name} has {len(area.descriptors)} descriptors. Give {FEWEST_DESCRIPTORS} or more."
        for slug in _twice([d.slug for d in area.descriptors]):
            yield f"{area.name}: two descriptors have the slug '{slug}'."


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
    everything = [q.text.strip().lower() for a in pack.areas for q in a.questions]
    yield from (f"A question stands twice in the pack: '{text}'." for text in _twice(everything))


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


def agenda(pack: Pack) -> Iterator[str]:
    """Every area stands on the agenda once, with its reason; the whole fits an afternoon."""
    named = [item.area for item in pack.agenda if item.kind == "area"]
    for area in pack.areas:
        if named.count(area.slug) != 1:
            yield f"{area.name} stands {named.count(area.slug)} times on the agenda. Give it one item."
    for slug in sorted(set(named) - {a.slug for a in pack.areas}):
        yield f"The agenda has an item for '{slug}', which is no area of the pack."
    for item in pack.agenda:
        if item.kind not in AGENDA_KINDS:
            known = ", ".join(AGENDA_KINDS)
            yield f"The agenda item '{item.title}' has the kind '{item.kind}'. Choose one of: {known}."
    if not SHORTEST <= (total := sum(item.minutes for item in pack.agenda)) <= LONGEST:
        yield f"The agenda takes {total} minutes. Keep it between {SHORTEST} and {LONGEST}."


def honesty(pack: Pack) -> Iterator[str]:
    """Every line says how far its wording was checked."""
    lines = [(a.name, d.checked) for a in pack.areas for d in a.descriptors]
    lines += [(a.name, theme.checked) for a in pack.areas for theme in (*a.above, *a.below)]
    lines += [("A note of the pack", note.checked) for note in pack.notes]
    for where, checked in lines:
        if checked not in CHECKED:
            yield f"{where}: checked is '{checked}'. Choose one of: {', '.join(CHECKED)}."


RULES: tuple[Rule, ...] = (scales, dates, areas, descriptors, themes, questions, agenda, honesty)


def _twice(values: list[str]) -> list[str]:
    return sorted(value for value, times in Counter(values).items() if times > 1)
