"""What the invented chair says in their own words, and practises: something for their own account to show."""

import tomllib
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from taskgroups.demonstration import clock
from taskgroups.frameworks.pack import Area
from taskgroups.kit.talk.practice import exchanges
from taskgroups.meetings.domain import capture
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import AgendaItem, TaskGroup
from taskgroups.people.models import Person
from taskgroups.practice.domain.practise import practise
from taskgroups.practice.domain.tap import tap


@lru_cache(maxsize=1)
def _told() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "chairing.toml").read_text(encoding="utf-8"))


def speak(by: Person, item: AgendaItem, area: Area, *, meeting: int, moment: datetime) -> None:
    """Say, a few seconds apart, what the chair says under an area in the first, second or third Task Group."""
    name = area.name.lower()
    here = [row for row in _told()["said"] if row["meeting"] == meeting and row["topic"] in name]
    for place, row in enumerate(here):
        with clock.at(moment + timedelta(seconds=20 * place)):
            _say(by, item, row["do"], row["text"])


def _say(by: Person, item: AgendaItem, do: str, text: str) -> None:
    group = TaskGroup.objects.get(pk=item.task_group_id)
    if do == "tap":
        tap(by=by, group=group, act=text, item=item)
    elif do == "advise":
        capture.advise(Stamp(by, group, item), text=text)
    else:
        capture.ask(Stamp(by, group, item), text=text)


def practised(by: Person, day: datetime) -> None:
    """Answer a few exchanges of the trainer's set, a minute apart."""
    for place, row in enumerate(_told()["practised"]):
        with clock.at(day + timedelta(minutes=place)):
            practise(by=by, exchange=exchanges()[row["exchange"]], text=row["text"])
