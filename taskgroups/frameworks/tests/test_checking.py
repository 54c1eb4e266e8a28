"""Every rule on packs is broken once, in a copy of the invented pack, and says so."""

from pathlib import Path
from shutil import copytree

import pytest

from taskgroups.frameworks.checking import check
from taskgroups.frameworks.pack import KINDS
from taskgroups.frameworks.reading import OWN, Problem, read_pack

ISLAND = Path(__file__).parent / "packs" / "island-2031"
BOATS = "areas/01-boats-and-books.toml"
NEST = "areas/02-hatchlings.toml"


@pytest.fixture
def island(tmp_path: Path) -> Path:
    """A copy of the invented pack that a test may spoil."""
    return Path(copytree(ISLAND, tmp_path / "island-2031"))


def spoil(folder: Path, name: str, old: str, new: str) -> list[str]:
    """Change the first place where a file has a text, and return what the check says then."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return check(folder)[1]


@pytest.mark.parametrize("folder", sorted(OWN.iterdir()), ids=lambda folder: folder.name)
def test_every_pack_we_ship_is_in_order(folder: Path) -> None:
    assert check(folder)[1] == []


def test_the_invented_pack_is_in_order() -> None:
    assert check(ISLAND)[1] == []


SPOILT = [
    ("pack.toml", 'secure_from = "trimmed"', 'secure_from = "bright"', "secure_from is 'bright', which is not on"),
    ("pack.toml", 'name = "Lantern dark"', 'name = "Lantern lit"', "The pack: two grades are called 'Lantern lit'."),
    ("pack.toml", "from = 2031-04-05", "from = 2031-04-05\nuntil = 2030-01-01", "The pack ends on 2030-01-01, before"),
    ("pack.toml", 'checked = "transcribed"', 'checked = "sworn"', "The rhythm of the pack: checked is 'sworn'."),
    ("pack.toml", 'checked = "seen"', 'checked = "sworn"', "A note of the pack: checked is 'sworn'. Choose one of"),
    ("pack.toml", "[document]", 'overall = "All in all"\n\n[document]', "has no item of the kind 'overall'. Give it"),
    (NEST, 'slug = "hatchlings"', 'slug = "boats-and-books"', "Two areas have the slug 'boats-and-books'."),
    (NEST, 'applies = "early_years"', 'applies = "eggs"', "applies to 'eggs'. Choose one of: all, early_years, post_"),
    (NEST, 'slug = "talk-grows"', 'slug = "warm-hands"', "two descriptors have the slug 'warm-hands'."),
    (NEST, "Children are warm", "Children are " + "warm " * 40, "has 48 words. Give one idea, at most 40."),
    (NEST, 'grade = "lit"', 'grade = "dark"', "a theme above the line names the grade 'dark', which is not there."),
    (NEST, 'slug = "talk-of-the-day"', 'slug = "first-hour"', "two questions have the slug 'first-hour'."),
    (NEST, 'kind = "open"', 'kind = "closed"', "question 'first-hour': the kind is 'closed'. Choose one of"),
    (NEST, 'descriptors = ["warm-hands"]', "descriptors = []", "question 'first-hour' names no descriptor."),
    (NEST, 'descriptors = ["warm-hands"]', 'descriptors = ["cold"]', "names the descriptor 'cold', which the area"),
    (NEST, "to a child who is new?", "to a child who is new", "question 'first-hour' does not end like a sentence."),
    (NEST, "How does the first hour feel to a child who is new?", "What do children talk about when no adult leads?",
     "A question stands twice in the pack: 'what do children talk about when no adult leads?'."),
    (BOATS, 'phases = ["middle"', 'phases = ["infant"', "'tide-tables' is for the phase 'infant'. Choose from"),
    ("agenda.toml", 'area = "hatchlings"', 'area = "eggs"', "The agenda has an item for 'eggs', which is no area"),
    ("agenda.toml", 'kind = "readback"', 'kind = "sing"', "The agenda item 'Reading back' has the kind 'sing'. Choose"),
    ("agenda.toml", "minutes = 30", "minutes = 300", "The agenda takes 380 minutes. Keep it between 60 and 240."),
    ("agenda.toml", 'kind = "readback"', 'kind = "overall"', "is about the whole, which this pack does not judge."),
    ("agenda.toml", 'kind = "readback"', 'kind = "readback"\narea = "hatchlings"', "names an area and has the kind"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), SPOILT, ids=lambda value: str(value)[:30])
def test_a_broken_rule_is_said(island: Path, name: str, old: str, new: str, said: str) -> None:
    assert [sentence for sentence in spoil(island, name, old, new) if said in sentence] != []


def test_a_descriptor_needs_two_questions(island: Path) -> None:
    said = spoil(island, NEST, 'descriptors = ["small-boats"]', 'descriptors = ["warm-hands"]')
    assert [s for s in said if "small-boats" in s] == [
        "Hatchlings’ nest (children under five): the descriptor 'small-boats' is tested by 1 question. Give 2 or more."
    ]


def test_a_descriptor_needs_two_questions_in_every_phase_it_applies_to(island: Path) -> None:
    question = 'descriptors = ["small-boats"]'
    said = spoil(island, NEST, question, question + '\nphases = ["nursery"]')
    assert len(said) == 1
    assert "'small-boats' is tested by 1 question in the phases primary, middle" in said[0]


def test_too_little_is_said(island: Path) -> None:
    text = (island / NEST).read_text(encoding="utf-8")
    (island / NEST).write_text(text.split("[[descriptor]]")[0], encoding="utf-8")
    nest = "Hatchlings’ nest (children under five)"
    assert check(island)[1] == [
        f"{nest} has 0 descriptors. Give 6 or more.",
        f"{nest} has 0 questions. Give 15 or more.",
        *[f"{nest} has 0 questions of the kind '{kind}'. Give 3 or more." for kind in KINDS],
    ]


SHAPES = [
    ("pack.toml", "title =", "titel =", "island-2031/pack.toml: 'titel' is not known there. Take it away or mend it:"),
    ("pack.toml", "title =", "titel =", "island-2031/pack.toml has no 'title'. Give text"),
    ("pack.toml", "from = 2031-04-05", "from = 2031-04-05T10:00:00", "'from' is 2031-04-05T10:00:00. Give a date"),
    ("pack.toml", 'reference = "LB/7"', "reference = 7", "pack.toml, document: 'reference' is 7. Give text"),
    ("pack.toml", 'meaning = "The', 'colour = "The', "pack.toml, scale 2 ('trimmed'): 'colour' is not known"),
    (BOATS, "applies =", "apply =", "areas/01-boats-and-books.toml: 'apply' is not known there."),
    (BOATS, 'slug = "reading-aloud"', 'slug = "Reading Aloud"', "descriptor 2 ('Reading Aloud'): 'slug' is"),
    (BOATS, 'checked = "seen"', 'checked = ["seen"]', "descriptor 1 ('knots-hold'): 'checked' is ['seen']. Give text"),
    ("agenda.toml", "minutes = 15", 'minutes = "15"', "item 2: 'minutes' is '15'. Give whole minutes, 1 to 600."),
    ("agenda.toml", "minutes = 15", "minutes = true", "item 2: 'minutes' is True. Give whole minutes, 1 to 600."),
    ("agenda.toml", 'role = "Harbour master"', 'rank = "Harbour master"', "item 1, who 1 has no 'role'. Give text"),
    ("agenda.toml", "[[item]]", "[[point]]\n[[item]]", "agenda.toml: 'point' is not known there."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), SHAPES, ids=lambda value: str(value)[:30])
def test_what_is_not_of_the_shape_is_said(island: Path, name: str, old: str, new: str, said: str) -> None:
    assert [sentence for sentence in spoil(island, name, old, new) if said in sentence] != []


def test_everything_wrong_with_the_files_is_said_at_once(island: Path) -> None:
    spoil(island, "pack.toml", "title =", "titel =")
    spoil(island, "agenda.toml", "minutes = 15", "minutes = 0")
    assert len(check(island)[1]) == 3


def test_what_is_no_part_of_a_pack_is_said(island: Path) -> None:
    (island / "notes.txt").write_text("to do", encoding="utf-8")
    (island / "areas" / "old.bak").write_text("", encoding="utf-8")
    assert check(island)[1] == [
        "island-2031/notes.txt is no part of a pack. Take it away.",
        "island-2031/areas/old.bak is no area file. Take it away, or end its name in .toml.",
    ]


def test_a_missing_agenda_is_said(island: Path) -> None:
    (island / "agenda.toml").unlink()
    assert check(island) == (None, ["island-2031/agenda.toml is missing. Every pack has one."])


def test_a_folder_whose_name_fits_no_address_is_refused(island: Path) -> None:
    strange = island.rename(island.parent / "island 2031")
    assert check(strange)[1] == [
        "The folder is called 'island 2031'. Use letters, digits, hyphens and underscores only."
    ]


def made_on(island: Path, **more: str) -> Path:
    """A pack beside the copy that is based on it."""
    folder = island.parent / "island-2032"
    folder.mkdir()
    lines = [f"{key} = {value}" for key, value in {"based_on": '"island-2031"', **more}.items()]
    head = (island / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text("\n".join([*lines, head]), encoding="utf-8")
    return folder


def test_a_pack_based_on_another_says_where_its_areas_come_from(island: Path) -> None:
    pack = read_pack(made_on(island))
    assert {area.taken_from for area in pack.areas} == {"island-2031"}


def test_an_area_left_out_leaves_the_agenda_too(island: Path) -> None:
    pack, said = check(made_on(island, without='["hatchlings"]'))
    assert pack is not None
    assert said == []
    assert [item.area for item in pack.agenda if item.area] == ["boats-and-books", "ropes-and-rails"]


def test_leaving_out_what_is_not_there_is_said(island: Path) -> None:
    assert check(made_on(island, without='["eggs"]'))[1] == [
        "island-2032/pack.toml: 'without' names 'eggs', which is no area of the pack it is based on. Take it away."
    ]


@pytest.mark.parametrize("base", ["island-2033", "nobody"])
def test_a_base_that_is_not_there_is_said(island: Path, base: str) -> None:
    said = spoil(island, "pack.toml", "title =", f'based_on = "{base}"\ntitle =')
    assert said == [f"island-2031/pack.toml is based on '{base}', which is not beside it. Put that pack there."]


def test_a_pack_based_on_itself_is_refused(island: Path) -> None:
    spoil(island, "pack.toml", "title =", 'based_on = "island-2031"\ntitle =')
    with pytest.raises(Problem, match="is based on 'island-2031', which is not beside it"):
        read_pack(island)


def test_a_pack_based_on_one_that_is_itself_based_on_another_is_refused(island: Path) -> None:
    made_on(island)
    third = made_on_second(island)
    assert check(third)[1] == [
        "island-2033/pack.toml is based on 'island-2032', itself based on another. Use that one."
    ]


def made_on_second(island: Path) -> Path:
    folder = Path(copytree(island.parent / "island-2032", island.parent / "island-2033"))
    spoil(folder, "pack.toml", "island-2031", "island-2032")
    return folder
