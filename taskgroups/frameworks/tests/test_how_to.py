"""What the how-to shows is what works."""

import re
from pathlib import Path

import pytest

from taskgroups.frameworks.checking import check
from taskgroups.frameworks.management.commands.check_pack import as_json, in_words
from taskgroups.frameworks.pack import CHECKED, PHASES

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "write-a-framework-pack.md"
ISLAND = Path(__file__).parent / "packs" / "island-2031"
TEXT = HOW_TO.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def test_the_pack_of_the_how_to_passes_and_the_answer_is_the_one_shown() -> None:
    assert f"    {in_words(ISLAND.name, as_json(*check(ISLAND)))}\n" in TEXT


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text[:24].replace("\n", " "))
def test_every_example_stands_in_that_pack_word_for_word(example: str) -> None:
    assert [f.name for f in ISLAND.rglob("*.toml") if example in f.read_text(encoding="utf-8")] != []


def test_the_tree_shows_the_files_of_that_pack() -> None:
    shown = re.findall(r"^ +(\S+\.toml)$", TEXT, re.MULTILINE)
    assert sorted(shown) == sorted(f.name for f in ISLAND.rglob("*.toml"))


def test_every_mark_is_explained_as_the_pages_explain_it() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|$", TEXT, re.MULTILINE))
    assert table == {mark: words[0].lower() + words[1:] for mark, words in CHECKED.items()}


def test_every_phase_is_named() -> None:
    assert [phase for phase in PHASES if f"`{phase}`" not in TEXT] == []
