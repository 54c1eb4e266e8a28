"""What is not printed says so in one way, which every page knows: an app's own style sheet is not loaded everywhere."""

import re
from pathlib import Path

APPS = Path(__file__).resolve().parents[2] / "taskgroups"


def test_what_is_not_printed_says_so_by_the_attribute() -> None:
    by_class = [
        str(one.relative_to(APPS)) for one in APPS.rglob("*.jinja") if "tg-noprint" in one.read_text(encoding="utf-8")
    ]
    assert by_class == []
    assert "[data-noprint]" in (APPS / "kit/design/static/design/print.css").read_text(encoding="utf-8")


def test_the_table_of_a_picture_is_printed_with_it() -> None:
    lids = {
        str(one.relative_to(APPS)): line
        for one in APPS.rglob("*.jinja")
        for line in re.findall(r"call details\([^%]*as a table[^%]*%}", one.read_text(encoding="utf-8"))
    }
    assert len(lids) > 4
    assert [one for one, line in lids.items() if "on_paper=" not in line] == []
