"""Links of the documentation lead somewhere, and it tells nothing of the machine it was written on."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def anchors(page: Path) -> set[str]:
    """The headings of a page as a link would name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def leads_nowhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return True
    return bool(anchor) and target.suffix == ".md" and anchor not in anchors(target)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [one for one in LINK.findall(page.read_text(encoding="utf-8")) if not one.startswith(("http", "mailto:"))]
    assert [one for one in links if leads_nowhere(page, one)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_path_of_somebodys_machine(page: Path) -> None:
    assert re.findall(r"/(?:work|root|home/\w+|Users)/\S*", page.read_text(encoding="utf-8")) == []


def test_the_map_of_the_house_begins_reading_at_what_is_there() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(taskgroups/\w+)` \|.*\| (.*) \|$", page, re.MULTILINE)
    named = [f"{app}/{place}" for app, places in rows for place in re.findall(r"`([^`]+)`", places)]
    assert sorted(app for app, _ in rows) == sorted(
        f"taskgroups/{one.parent.name}" for one in ROOT.glob("taskgroups/*/apps.py")
    )
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            target = (page.parent / link.partition("#")[0]).resolve()
            waiting += [target] if target.suffix == ".md" and target.exists() else []
            waiting += sorted(target.glob("*.md")) if target.is_dir() else []
    assert [str(p.relative_to(ROOT)) for p in PAGES if p not in reached] == []
