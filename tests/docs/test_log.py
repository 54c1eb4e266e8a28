"""The page on the log knows every kind of event, and no other."""

import re
from pathlib import Path

from taskgroups.meetings.models import Event

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/log.md"


def test_every_kind_of_event_is_explained() -> None:
    first_cells = re.findall(r"(?m)^\| (`[^|]+) \|", PAGE.read_text(encoding="utf-8"))
    named = [kind for cell in first_cells for kind in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(Event.Kind.values)
