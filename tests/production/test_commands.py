"""Every command helps when asked, and answers bad input with a sentence, exit 2 and never a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.db.utils import BaseConnectionHandler

from taskgroups.command import COMMANDS, main
from tests.serving import taskgroups

Run = Callable[..., tuple[object, str, str]]
OURS = sorted({name for name, app in get_commands().items() if str(app).startswith("taskgroups.")} | set(COMMANDS))
OF_FILES = [name for name in OURS if name.startswith("import_")]
BAD = {
    "absent": lambda folder: folder / "absent.csv",
    "a folder": lambda folder: folder,
    "empty": lambda folder: written(folder, b""),
    "no table": lambda folder: written(folder, b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe" * 50),
    "another layout": lambda folder: written(folder, b"Name,Colour\r\nAlder,green\r\n"),
    "half a character": lambda folder: written(folder, b"URN,EstablishmentName\r\n1,\xe2\x82"),
}


def written(folder: Path, content: bytes) -> Path:
    path = folder / "bad.csv"
    path.write_bytes(content)
    return path


@pytest.fixture
def run(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the console script in this process, on the tests' database."""
    monkeypatch.setattr(BaseConnectionHandler, "close_all", lambda self, *_: None)
    monkeypatch.setenv("TASKGROUPS_MODE", "test")

    def ran(*words: object) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["taskgroups", *map(str, words)])
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return ran


@pytest.mark.parametrize("name", OURS)
def test_every_command_helps(name: str, run: Run) -> None:
    code, out, err = run(name, "--help")
    assert (code, out[: len(name) + 18], err) == (0, f"usage: taskgroups {name}", "")


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("name", OF_FILES)
def test_a_file_that_is_no_such_file(name: str, what: str, run: Run, tmp_path: Path) -> None:
    refused(run(name, BAD[what](tmp_path)))


@pytest.mark.parametrize("name", OURS)
def test_an_option_it_does_not_know(name: str, run: Run) -> None:
    refused(run(name, "--no-such-option"))


def test_a_pack_that_is_none(run: Run, tmp_path: Path) -> None:
    refused(run("check_pack", tmp_path / "absent"))
    refused(run("check_pack", written(tmp_path, b"title = ")))


def test_a_command_there_is_not(run: Run) -> None:
    refused(run("import_everything"))


@pytest.mark.process
@pytest.mark.parametrize("address", ["sqlite:///{folder}/no/such/folder/db", "postgres://nobody@127.0.0.1:1/none"])
def test_a_database_that_is_not_there(address: str, tmp_path: Path) -> None:
    where = {"DATABASE_URL": address.format(folder=tmp_path), "TASKGROUPS_VAR": str(tmp_path / "var")}
    ended = taskgroups("import_register", "x.csv", database=tmp_path / "db", **where)
    refused((ended.returncode, ended.stdout, ended.stderr))
    assert "The database cannot be opened" in ended.stderr


def refused(ended: tuple[object, str, str]) -> None:
    """Check that a command ended with exit 2 and words on standard error."""
    code, out, err = ended
    assert (code, out, "Traceback" in err) == (2, "", False), err
    assert err.strip()
