"""What is not printed says so in one way, which every page knows: an app's own style sheet is not loaded everywhere."""

from pathlib import Path

APPS = Path(__file__).resolve().parents[2] / "taskgroups"


def test_what_is_not_printed_says_so_by_the_attribute() -> None:
    by_class = [
        str(one.relative_to(APPS)) for one in APPS.rglob("*.jinja") if "tg-noprint" in one.read_text(encoding="utf-8")
    ]
    assert by_class == []
    assert "[data-noprint]" in (APPS / "kit/design/static/design/print.css").read_text(encoding="utf-8")
