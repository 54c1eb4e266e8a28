"""Where an action was set, in words. Meetings, a floor above, say here what the address of a Task Group means."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

Rule = Callable[[Collection[str]], dict[str, "Origin"]]
_rules: list[Rule] = []


@dataclass(frozen=True)
class Origin:
    """What a page calls the Task Group an action was set in, where its record is, and whether that is locked."""

    text: str
    link: str = ""
    locked: bool = False


def tell_origins(rule: Rule) -> None:
    """Register what turns addresses into words; asked once per page."""
    if rule not in _rules:
        _rules.append(rule)


def origins(addresses: Collection[str]) -> dict[str, Origin]:
    """Return what is known of each address; those nobody knows are absent."""
    wanted = {one for one in addresses if one}
    return {key: found for rule in _rules if wanted for key, found in rule(wanted).items()}
