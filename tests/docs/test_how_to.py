"""Every word a how-to puts in bold is on some page of the application."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs/how-to").glob("*.md"))
OURS = [page for page in PAGES if page.stem != "write-a-framework-pack"]


def plain(text: str) -> str:
    """One kind of apostrophe, one kind of space."""
    return " ".join(text.replace("’", "'").replace("&amp;", "&").split())


def on_pages() -> str:
    """Everything templates say, and the texts in code that pages show: labels of fields, links of navigation."""
    templates = [p.read_text(encoding="utf-8") for p in (ROOT / "taskgroups").rglob("jinja2/**/*") if p.is_file()]
    code = [p for p in (ROOT / "taskgroups").rglob("*.py") if "tests" not in p.parts]
    trees = [ast.walk(ast.parse(p.read_text(encoding="utf-8"))) for p in code]
    shown = [n.value for tree in trees for n in tree if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return plain("\n".join(templates)) + "\n" + "\n".join(map(plain, shown))


@pytest.fixture(scope="module")
def said() -> str:
    return on_pages()


@pytest.mark.parametrize("page", OURS, ids=lambda p: p.stem)
def test_every_word_in_bold_is_on_a_page(page: Path, said: str) -> None:
    bold = re.findall(r"\*\*([^*]+)\*\*", page.read_text(encoding="utf-8"))
    assert [text for text in map(plain, bold) if text not in said] == []


@pytest.mark.parametrize("page", OURS, ids=lambda p: p.stem)
def test_a_how_to_can_be_read_in_a_few_minutes(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").split()) < 1000


def test_there_is_one_for_each_who_does_something() -> None:
    named = [
        "prepare-your-school",
        "own-what-you-wrote",
        "learn-to-chair",
        "chair-a-task-group",
        "clerk-a-task-group",
        "run-a-consortium",
    ]
    more = ["when-the-wi-fi-drops", "see-what-is-shared", "look-after-accounts", "your-practice-as-a-chair"]
    assert {p.stem for p in OURS} == {
        *named,
        *more,
        "hand-over-a-statement",
        "write-heads-up",
        "moderate-comments",
        "read-as-a-governor",
        "see-gaps-progress-and-risk",
        "plan-a-round",
        "see-who-takes-part",
        "arrange-training",
        "see-the-three-outcomes",
        "become-an-accredited-chair",
        "find-a-chair",
        "load-national-files",
    }
