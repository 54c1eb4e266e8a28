"""`taskgroups check_pack`, as people and scripts rely on it. It needs no database."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import call_command

from taskgroups.kit.access.command import CommandError

ISLAND = Path(__file__).parent / "packs" / "island-2031"


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    call_command("check_pack", *arguments, "--json")
    return dict(json.loads(capsys.readouterr().out))


def test_the_invented_pack_is_described_as_the_contract_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    row = checked(capsys, str(ISLAND))["island-2031"]
    assert isinstance(row, dict)
    areas = row.pop("areas")
    assert row == {
        "title": "Lantern framework of 2031",
        "from": "2031-04-05",
        "scale": ["Lantern lit", "Lantern trimmed", "Lantern dark"],
        "secure_from": "Lantern trimmed",
        "overall": None,
        "problems": [],
    }
    assert areas[2] == {
        "name": "Ropes and rails",
        "descriptors": 6,
        "questions": 15,
        "minutes": 20,
        "reason": "Safety has a scale of its own here.",
        "scale": ["Watertight", "Leaking"],
        "secure_from": "Watertight",
    }


def test_a_problem_is_one_sentence_on_standard_error_and_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(copytree(ISLAND, tmp_path / "island-2031"))
    (folder / "notes.txt").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        call_command("check_pack", str(folder))
    said = capsys.readouterr()
    assert left.value.code == 2
    assert said.err == "taskgroups: island-2031/notes.txt is no part of a pack. Take it away.\n"


def test_no_folder_is_said() -> None:
    with pytest.raises(CommandError, match="'nowhere' is no folder"):
        call_command("check_pack", "nowhere")
