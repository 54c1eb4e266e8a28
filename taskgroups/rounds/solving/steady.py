"""Planned again, whoever chaired a Task Group still does where they still sit in it and nobody minds. No database."""

from collections.abc import Sequence
from typing import Any

from taskgroups.rounds.solving.rules import Rules

Json = dict[str, Any]


def keep_chairs(asked: Json, groups: Sequence[Json], before: Sequence[Json]) -> list[Json]:
    """The groups with the chair they had before, one after the other, wherever all rules are still kept."""
    was = {group["urn"]: group["chair"] for group in before}
    settled = {urn for _, urn, chairs in asked["kept"] if chairs}
    found = [dict(group) for group in groups]
    for at, group in enumerate(found):
        chair = was.get(group["urn"])
        if chair in group["members"] and group["urn"] not in settled:
            members = [group["chair"] if one == chair else one for one in group["members"]]
            tried = [*found[:at], group | {"chair": chair, "members": members}, *found[at + 1 :]]
            if not Rules(asked, tried).broken():
                found = tried
    return found
