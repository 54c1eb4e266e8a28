"""Problems for tests: a small plain round, and hypothesis's own."""

from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]


def school(urn: int, *, east: float | None = None, host: bool = True, phase: str = "primary", **more: Any) -> Json:
    """A school on a line from west to east, every kilometre one."""
    easting = (urn - 100) * 1000 if east is None else east
    return {"urn": urn, "easting": easting, "northing": 0, "phase": phase, "consortium": "A", "host": host} | more


def person(who: str, urn: int, **more: Any) -> Json:
    """A head who may chair primaries, twice busy at most."""
    usual = {"can_chair": True, "phases": ["primary"], "max_groups": 2, "unavailable": []}
    return {"id": who, "urn": urn} | usual | more


def round_of(schools: list[Json], people: list[Json], **more: Any) -> Json:
    """A problem with one member beside the chair and six half-days."""
    usual = {
        "panel_size": 1,
        "slots": ["mon", "tue", "wed", "thu", "fri", "sat"],
        "conflicts": [],
        "history": [],
        "time_limit_s": 300,
    }
    return {"schools": schools, "people": people} | usual | more


def five(**more: Any) -> Json:
    """Five schools and their heads."""
    return round_of([school(100 + n) for n in range(5)], [person(f"p{n}", 100 + n) for n in range(5)], **more)


@st.composite
def small_rounds(draw: st.DrawFn, hosts: int = 3) -> Json:
    """Rounds small enough to try every plan, in which each rule binds now and then."""
    grid = st.one_of(st.none(), st.integers(0, 9).map(lambda n: n * 1000))
    phases = st.sampled_from(["primary", "primary", "secondary"])
    urns = range(101, 101 + draw(st.integers(2, 4)))
    schools = [
        {
            "urn": urn, "easting": draw(grid), "northing": draw(grid), "phase": draw(phases),
            "consortium": draw(st.sampled_from(["A", "B", None])), "host": n < hosts and draw(st.booleans()),
        }
        for n, urn in enumerate(urns)
    ]  # fmt: skip
    slots = ["mon", "tue", "wed"][: draw(st.sampled_from([1, 2, 3, 3]))]
    some = st.lists(st.sampled_from(slots), max_size=1)
    people = [
        {
            "id": f"p{n}", "urn": draw(st.sampled_from(urns)), "can_chair": draw(st.integers(0, 4)) > 0,
            "phases": draw(st.sampled_from([["primary"], ["primary", "secondary"], ["secondary"]])),
            "max_groups": draw(st.sampled_from([0, 1, 2, 2, 3, 3])), "unavailable": draw(some),
            "also": draw(st.lists(st.sampled_from(urns), max_size=1)),
        }
        for n in range(draw(st.integers(2, 5)))
    ]  # fmt: skip
    pairs = st.lists(st.tuples(st.sampled_from([p["id"] for p in people]), st.sampled_from(urns)), max_size=2)
    return {
        "panel_size": draw(st.sampled_from([0, 1, 1, 2])), "slots": slots, "schools": schools, "people": people,
        "conflicts": [list(pair) for pair in draw(pairs)],
        "history": [{"chair": who, "urn": urn} for who, urn in draw(pairs)], "time_limit_s": 300,
    }  # fmt: skip
