"""A small round as it is asked: five schools a kilometre apart, their heads, five mornings. No database."""

from typing import Any

from taskgroups.rounds.solving.wording import Names

Json = dict[str, Any]
SLOTS = [f"2027-01-{day} am" for day in (18, 19, 20, 21, 22)]
NAMES = Names({f"p{n}": f"Head {n}" for n in range(5)}, {100 + n: f"School {n}" for n in range(5)})


def asked(**more: Any) -> Json:
    """What the round asks; all five schools host, with one member beside the chair."""
    schools = [
        {"urn": 100 + n, "easting": n * 1000, "northing": 0, "phase": "primary", "consortium": "c", "host": True}
        for n in range(5)
    ]
    people = [
        {"id": f"p{n}", "urn": 100 + n, "also": [], "can_chair": True, "phases": ["primary"], "max_groups": 2,
         "unavailable": []}
        for n in range(5)
    ]  # fmt: skip
    usual: Json = {"panel_size": 1, "slots": SLOTS, "schools": schools, "people": people, "conflicts": []}
    return usual | {"history": [], "said": {}, "kept": [], "time_limit_s": 20.0} | more
