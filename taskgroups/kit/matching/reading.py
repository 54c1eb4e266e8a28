"""Reads a problem from JSON, strictly: what is no problem is refused with a sentence that names the field."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from taskgroups.kit.matching.problem import NoProblem, Person, Problem, School

FURTHEST_M = 10_000_000
MOST = 1_000_000_000
LONGEST_S = 7 * 24 * 3600.0


def read(text: bytes) -> Problem:
    """The problem that the text holds. Raises NoProblem with one sentence where it holds none."""
    try:
        said = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NoProblem("What came is not JSON. Send one JSON object with panel_size, slots and schools.") from None
    return problem_of(said)


def problem_of(said: Any) -> Problem:
    """The problem that a JSON value describes. Raises NoProblem."""
    if not isinstance(said, dict):
        raise NoProblem("The problem is not an object. Send one JSON object with panel_size, slots and schools.")
    schools = tuple(_school(one, f"schools[{n}]") for n, one in enumerate(_list(said, "schools", "")))
    _once((one.urn for one in schools), "schools", "urn")
    urns = {one.urn for one in schools}
    people = tuple(_person(one, f"people[{n}]", urns) for n, one in enumerate(_list(said, "people", "")))
    _once((one.id for one in people), "people", "id")
    ids = {one.id for one in people}
    slots = tuple(_texts(said, "slots", ""))
    _once(slots, "slots", "half-day")
    return Problem(
        panel_size=_whole(said, "panel_size", ""),
        slots=slots,
        schools=schools,
        people=people,
        conflicts=frozenset(_conflict(one, n, ids, urns) for n, one in enumerate(_list(said, "conflicts", ""))),
        history=frozenset(_chaired(one, n, ids, urns) for n, one in enumerate(_list(said, "history", ""))),
        time_limit_s=_seconds(said),
    )


def _school(said: Any, where: str) -> School:
    _object(said, where)
    return School(
        urn=_whole(said, "urn", where),
        easting=_metres(said, "easting", where),
        northing=_metres(said, "northing", where),
        phase=_text(said, "phase", where),
        consortium=None if _got(said, "consortium", where) is None else _text(said, "consortium", where),
        host=_yes_no(said, "host", where),
    )


def _person(said: Any, where: str, urns: set[int]) -> Person:
    _object(said, where)
    also = _list(said, "also", where) if "also" in said else []
    return Person(
        id=_text(said, "id", where),
        urn=_known(_whole(said, "urn", where), urns, f"{where}.urn"),
        can_chair=_yes_no(said, "can_chair", where),
        phases=frozenset(_texts(said, "phases", where)),
        max_groups=_whole(said, "max_groups", where),
        unavailable=frozenset(_texts(said, "unavailable", where)),
        also=tuple(_known(one, urns, f"{where}.also[{n}]") for n, one in enumerate(also)),
    )


def _conflict(said: Any, number: int, ids: set[str], urns: set[int]) -> tuple[str, int]:
    where = f"conflicts[{number}]"
    if not isinstance(said, list) or len(said) != 2:
        raise NoProblem(f'{where} is not a pair. Write the person and the school: ["p1", 100002].')
    return _whom(said[0], ids, f"{where}[0]"), _known(said[1], urns, f"{where}[1]")


def _chaired(said: Any, number: int, ids: set[str], urns: set[int]) -> tuple[str, int]:
    where = f"history[{number}]"
    _object(said, where)
    chair = _whom(_got(said, "chair", where), ids, f"{where}.chair")
    return chair, _known(_got(said, "urn", where), urns, f"{where}.urn")


def _got(said: dict[str, Any], field: str, where: str) -> Any:
    if field not in said:
        raise NoProblem(f"{_path(where, field)} is missing. Add it.")
    return said[field]


def _path(where: str, field: str) -> str:
    return f"{where}.{field}" if where else field


def _checked(said: dict[str, Any], field: str, where: str, fits: Callable[[Any], bool], wanted: str) -> Any:
    value = _got(said, field, where)
    if not fits(value):
        raise NoProblem(f"{_path(where, field)} is {_shown(value)}. Write {wanted}.")
    return value


def _shown(value: Any) -> str:
    try:
        shown = json.dumps(value)
    except (ValueError, RecursionError):  # a whole number of more digits than may be printed
        return "too large"
    return shown if len(shown) <= 40 else shown[:37] + "…"


def _is_text(value: Any) -> bool:
    """Text that can be written out again: a lone half of a character cannot."""
    return isinstance(value, str) and value != "" and value.encode("utf-8", "ignore").decode() == value


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _is_number(value: Any, most: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) <= most  # false for what is not a number at all


def _object(said: Any, where: str) -> None:
    if not isinstance(said, dict):
        raise NoProblem(f"{where} is not an object. Write it as round.md shows: {{…}}.")


def _list(said: dict[str, Any], field: str, where: str) -> list[Any]:
    return _checked(said, field, where, lambda value: isinstance(value, list), "a list")  # type: ignore[no-any-return]


def _text(said: dict[str, Any], field: str, where: str) -> str:
    return str(_checked(said, field, where, _is_text, "a text"))


def _texts(said: dict[str, Any], field: str, where: str) -> list[str]:
    return _checked(  # type: ignore[no-any-return]
        said, field, where, lambda value: isinstance(value, list) and all(map(_is_text, value)), "a list of texts"
    )


def _whole(said: dict[str, Any], field: str, where: str) -> int:
    return int(_checked(said, field, where, _is_whole, f"a whole number from 0 to {MOST}"))


def _yes_no(said: dict[str, Any], field: str, where: str) -> bool:
    return bool(_checked(said, field, where, lambda value: isinstance(value, bool), "true or false"))


def _metres(said: dict[str, Any], field: str, where: str) -> float | None:
    fits = "a number of metres on the national grid, or null"
    value = _checked(said, field, where, lambda got: got is None or _is_number(got, FURTHEST_M), fits)
    return None if value is None else float(value)


def _seconds(said: dict[str, Any]) -> float:
    value = _checked(said, "time_limit_s", "", lambda got: _is_number(got, MOST) and got > 0, "a number of seconds")
    return min(float(value), LONGEST_S)


def _known(urn: Any, urns: set[int], where: str) -> int:
    if not _is_whole(urn) or urn not in urns:
        raise NoProblem(
            f"{where} is {_shown(urn)}, which no school of schools has as its urn. Add it, or leave this out."
        )
    return int(urn)


def _whom(person: Any, ids: set[str], where: str) -> str:
    if not isinstance(person, str) or person not in ids:
        raise NoProblem(f"{where} is {_shown(person)}, which is nobody's id in people. Add them, or leave this out.")
    return person


def _once(values: Iterable[Any], field: str, what: str) -> None:
    seen = set()
    for number, value in enumerate(values):
        if value in seen:
            raise NoProblem(f"{field}[{number}] has the {what} {_shown(value)} again. Keep one of the two.")
        seen.add(value)
