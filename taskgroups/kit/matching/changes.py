"""Changes to a problem that could make room for a plan. Whether one does, the solver says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from taskgroups.kit.matching.problem import Person, Problem, School

TRIED = 12


@dataclass(frozen=True)
class Hint:
    """What lacks, or what would help, for a page to put into words: whom, where, when and how many it concerns."""

    kind: str
    people: tuple[str, ...] = ()
    urns: tuple[int, ...] = ()
    slot: str = ""
    many: int = 0
    phase: str = ""


@dataclass(frozen=True)
class Change:
    """A problem changed in `size` places of one field, and the sentence that asks for it."""

    size: int
    sentence: str
    problem: Problem
    hint: Hint


def shorter_panel(problem: Problem, near: list[School]) -> Iterator[Change]:
    """One member fewer beside the chair."""
    if problem.panel_size:
        fewer = problem.panel_size - 1
        yield Change(1000, f"a panel_size of {fewer}", replace(problem, panel_size=fewer), Hint("panel", many=fewer))


def more_slots(problem: Problem, near: list[School]) -> Iterator[Change]:
    """One half-day more, or two, or three, on which everybody is free."""
    for more in (1, 2, 3):
        new = tuple(f"\N{EM DASH}{n}" for n in range(more))
        said = "one more half-day in slots" if more == 1 else f"{('two', 'three')[more - 2]} more half-days in slots"
        yield Change(
            more,
            f"{said}, on which everybody is free",
            replace(problem, slots=problem.slots + new),
            Hint("slots", many=more),
        )


def more_chairs(problem: Problem, near: list[School]) -> Iterator[Change]:
    """One person more who may chair, then several together."""
    for phase in dict.fromkeys(school.phase for school in near or problem.schools):
        able = [p for p in _beside(problem, near) if p.max_groups and not (p.can_chair and phase in p.phases)]
        for one in able[:TRIED]:
            said = f"one more chair for {phase}: can_chair and {phase} in phases for {one.id}"
            yield Change(1, said, _with(problem, [_as_chair(one, phase)]), Hint("chairs", (one.id,), phase=phase))
        for many in (2, 3, 5, 8, 13, 21, 34, 55, 89):
            if many <= len(able):
                said = f"{many} more chairs for {phase}: can_chair and {phase} in phases for {_names(able[:many])}"
                chosen = [_as_chair(one, phase) for one in able[:many]]
                yield Change(many, said, _with(problem, chosen), Hint("chairs", _ids(chosen), phase=phase))


def higher_limits(problem: Problem, near: list[School]) -> Iterator[Change]:
    """A place more for one person, then for several together; as many at least as places are short."""
    hosts = sum(school.host for school in problem.schools)
    lacking = hosts * (problem.panel_size + 1) - sum(min(p.max_groups, len(problem.slots)) for p in problem.people)
    able = [p for p in _beside(problem, near) if p.max_groups < len(set(problem.slots) - p.unavailable)]
    if lacking <= 1:
        for one in able[:TRIED]:
            said = f"a max_groups of {one.max_groups + 1} for {one.id}"
            raised = [replace(one, max_groups=one.max_groups + 1)]
            yield Change(1, said, _with(problem, raised), Hint("limits", (one.id,), many=one.max_groups + 1))
    least = max(2, lacking)
    for many in sorted({least, least + 1, least + 2, 2 * least, 4 * least, len(able)}):
        if 2 <= many <= len(able):
            raised = [replace(one, max_groups=one.max_groups + 1) for one in able[:many]]
            said = f"a higher limit for {many} people: one more in max_groups for {_names(raised)}"
            yield Change(many, said, _with(problem, raised), Hint("limits", _ids(raised)))


def more_time(problem: Problem, near: list[School]) -> Iterator[Change]:
    """One person, near the school first, who makes themselves free; then everybody of the school."""
    away = [p for p in _beside(problem, near) if p.unavailable & set(problem.slots)]
    own = [p for p in away if any(_leads(p, school) for school in near)]
    for one in [*own, *(p for p in away if p not in own)][:TRIED]:
        for slot in [*(s for s in problem.slots if s in one.unavailable)][:3]:
            said = f"{slot} taken out of unavailable for {one.id}"
            freed = [replace(one, unavailable=one.unavailable - {slot})]
            yield Change(1, said, _with(problem, freed), Hint("time", (one.id,), slot=slot))
    for one in away[:TRIED]:
        said = f"nothing in unavailable for {one.id}"
        yield Change(2, said, _with(problem, [replace(one, unavailable=frozenset())]), Hint("time", (one.id,)))
    if len(own) > 1:
        said = f"nothing in unavailable for {_names(own)}"
        freed = [replace(one, unavailable=frozenset()) for one in own]
        yield Change(3, said, _with(problem, freed), Hint("time", _ids(own)))


def fewer_conflicts(problem: Problem, near: list[School]) -> Iterator[Change]:
    """One of the declared conflicts away, those with the school first."""
    urns = {school.urn for school in near}
    for person, urn in sorted(problem.conflicts, key=lambda one: (one[1] not in urns, one))[:TRIED]:
        said = f"[{person}, {urn}] taken out of conflicts, if it can be"
        without = replace(problem, conflicts=problem.conflicts - {(person, urn)})
        yield Change(1, said, without, Hint("conflicts", (person,), (urn,)))


def less_history(problem: Problem, near: list[School]) -> Iterator[Change]:
    """One chair allowed where they chaired before."""
    urns = {school.urn for school in near}
    for person, urn in sorted(problem.history, key=lambda one: (one[1] not in urns, one))[:TRIED]:
        said = f"{person} chairing again at {urn}: that line taken out of history"
        without = replace(problem, history=problem.history - {(person, urn)})
        yield Change(1, said, without, Hint("history", (person,), (urn,)))


def fewer_kept(problem: Problem, near: list[School]) -> Iterator[Change]:
    """One placing that was to be kept let go, those at the school first."""
    urns = {school.urn for school in near}
    for pair in sorted(problem.kept | problem.chairing, key=lambda one: (one[1] not in urns, one))[:TRIED]:
        said = f"{pair[0]} no longer kept at {pair[1]}"
        without = replace(problem, kept=problem.kept - {pair}, chairing=problem.chairing - {pair})
        yield Change(1, said, without, Hint("let go", (pair[0],), (pair[1],)))


def freer_days(problem: Problem, near: list[School]) -> Iterator[Change]:
    """One school that need not meet on the slot kept for it, those concerned first."""
    urns = {school.urn for school in near}
    for urn, slot in sorted(problem.days, key=lambda one: (one[0] not in urns, one))[:TRIED]:
        without = replace(problem, days=problem.days - {(urn, slot)})
        yield Change(1, f"{urn} no longer kept on {slot}", without, Hint("let day go", urns=(urn,), slot=slot))


def _leads(person: Person, school: School) -> bool:
    return school.urn in (person.urn, *person.also)


def _beside(problem: Problem, near: list[School]) -> list[Person]:
    """People by the distance of their school to the first of the schools concerned; its own come last."""
    if not near:
        return list(problem.people)
    home = {school.urn: school for school in problem.schools}
    return sorted(problem.people, key=lambda p: (_leads(p, near[0]), _apart(home[p.urn], near[0]), p.id))


def _apart(one: School, other: School) -> float:
    if None in (one.easting, one.northing, other.easting, other.northing):
        return 40_000.0
    east, north = (one.easting or 0) - (other.easting or 0), (one.northing or 0) - (other.northing or 0)
    return float(abs(complex(east, north)))


def _as_chair(person: Person, phase: str) -> Person:
    phases = person.phases | {phase} if person.can_chair else frozenset({phase})
    return replace(person, can_chair=True, phases=phases)


def _with(problem: Problem, changed: list[Person]) -> Problem:
    by_id = {person.id: person for person in changed}
    return replace(problem, people=tuple(by_id.get(person.id, person) for person in problem.people))


def _ids(people: list[Person]) -> tuple[str, ...]:
    return tuple(one.id for one in people)


def _names(people: list[Person]) -> str:
    ids = [person.id for person in people]
    if len(ids) > 5:
        return f"{', '.join(ids[:4])} and {len(ids) - 4} others"
    return f"{', '.join(ids[:-1])} and {ids[-1]}"
