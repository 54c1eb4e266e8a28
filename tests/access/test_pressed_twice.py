"""Every button of every page, pressed twice: what it does is done once, and the second press leads where the first did."""

import re

import pytest
from django.core.cache import cache
from django.db import connection

from tests.access.asking import Asker, address_of
from tests.access.pressing import Press, page_of, presses, twice
from tests.access.table import ROWS

pytestmark = pytest.mark.django_db
FEW = ("head_a", "clerk")  # on PostgreSQL, where the same Python decides
WHO = ("nobody", "head_a", "leader_a", "head_b", "clerk", "lead", "administrator")  # each has buttons nobody else has
SIGNS_IN = "/demonstration/become/"  # to sign in twice is to sign in, and each time is written down


def test_a_button_pressed_twice_does_its_work_once(presser: Asker) -> None:
    done: dict[tuple[str, str], bool] = {}
    wrong = []
    for who, press in buttons(presser, FEW if connection.vendor == "postgresql" else WHO):
        if done.get(known := (re.sub(r"\d+", "N", press.action), press.button)):
            continue
        went, complaint = tried(presser, who, press)
        wrong += [complaint] if complaint else []
        if went or not press.asks_for_file:  # no file is filled in: what files do is tried by other tests
            done[known] = went
    assert wrong == []
    assert len(done) >= (60 if connection.vendor == "postgresql" else 120)
    assert sum(done.values()) / len(done) > 0.9, sorted(str(one) for one, went in done.items() if not went)


def buttons(asker: Asker, people: tuple[str, ...]) -> list[tuple[str, Press]]:
    """Every button that these people see on the pages of the table."""
    found = []
    for name, row in sorted(ROWS.items()):
        address = address_of(name, row, asker.world.a.every_word)
        for who in people:
            if who in row.a:
                found += [(who, press) for press in presses(address, page_of(asker.sessions[who], address))]
    return found


def tried(asker: Asker, who: str, press: Press) -> tuple[bool, str]:
    """Whether the first of two presses did something, and what is wrong with either."""
    cache.clear()  # signing in counts tries, which have tests of their own
    first, second = twice(asker.sessions[who], press)
    if first.broke or second.broke:
        return False, f"{press} as {who} broke: {first}, {second}"
    again = first.went_on and (second.led_to != first.led_to or (second.wrote and SIGNS_IN not in press.action))
    return first.went_on, f"{press} as {who}: {first}, then {second}" if again else ""
