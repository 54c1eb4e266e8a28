"""What a plan costs beside the one before it: kilometres, and what changes for whom. No database."""

from dataclasses import dataclass
from typing import Any

from taskgroups.kit.design.words import listed
from taskgroups.rounds.half_days import short_words_of
from taskgroups.rounds.solving.wording import Names

Json = dict[str, Any]


@dataclass(frozen=True)
class Cost:
    """How the plans differ: in all in one sentence, then school by school."""

    summary: str
    changes: tuple[str, ...]


def cost(before: Json, after: Json, names: Names) -> Cost:
    """What the later plan costs beside the earlier one, in words."""
    was = {group["urn"]: group for group in before["groups"]}
    now = {group["urn"]: group for group in after["groups"]}
    changes = [one for urn in sorted(now, key=names.school) if (one := _of_school(urn, was.get(urn), now[urn], names))]
    changes += [f"{names.school(urn)} no longer hosts." for urn in sorted(set(was) - set(now), key=names.school)]
    said = [_travel(before, after), _alone(before, after, names)]
    return Cost(" ".join(filter(None, said)), tuple(changes))


def _travel(before: Json, after: Json) -> str:
    more = round(after["travel_km"] - before["travel_km"], 1)
    if not more:
        return "As far in all as before."
    return f"{abs(more):.1f} km {'further' if more > 0 else 'less'} in all."


def _alone(before: Json, after: Json, names: Names) -> str:
    was, now = set(before["without_role"]), set(after["without_role"])
    said = []
    if lost := sorted(now - was, key=names.person):
        said.append(f"{names.people(lost)} would have no part.")
    if gained := sorted(was - now, key=names.person):
        said.append(f"{names.people(gained)} would have a part.")
    return " ".join(said)


def _of_school(urn: int, was: Json | None, now: Json, names: Names) -> str:
    school = names.school(urn)
    if was is None:
        return f"{school} hosts on {short_words_of(now['slot'])}."
    said = []
    if was["chair"] != now["chair"]:
        said.append(f"{names.person(now['chair'])} chairs in place of {names.person(was['chair'])}")
    come = [names.person(who) for who in now["members"] if who not in was["members"]]
    go = [names.person(who) for who in was["members"] if who not in now["members"]]
    if come or go:
        said.append(f"{listed(come) or 'nobody'} sits in place of {listed(go) or 'nobody'}")
    if was["slot"] != now["slot"]:
        said.append(f"it moves from {short_words_of(was['slot'])} to {short_words_of(now['slot'])}")
    return f"{school}: {listed(said)}." if said else ""
