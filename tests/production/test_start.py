"""Production starts only where it is safe, and says in words what to do."""

from pathlib import Path

import pytest

from tests.serving import SECRET, taskgroups

pytestmark = pytest.mark.process

SAFE = {
    "TASKGROUPS_MODE": "production",
    "TASKGROUPS_SECRET": SECRET,
    "TASKGROUPS_ADDRESS": "https://task-groups.example",
}


@pytest.mark.parametrize(
    ("unsafe", "says"),
    [
        ({"TASKGROUPS_SECRET": ""}, "TASKGROUPS_SECRET is missing or short. Set it to 50 or more random characters."),
        ({"TASKGROUPS_DEBUG": "1"}, "TASKGROUPS_DEBUG is on. Take it away: production never shows its inside."),
        (
            {"TASKGROUPS_ADDRESS": "http://task-groups.example"},
            "TASKGROUPS_ADDRESS must be the https:// address people open, for example https://task-groups.example.",
        ),
    ],
)
def test_it_refuses_unsafe_surroundings(tmp_path: Path, unsafe: dict[str, str], says: str) -> None:
    ended = taskgroups("serve", database=tmp_path / "db", **(SAFE | unsafe))
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"taskgroups: {says}\n")


def test_serving_is_production_unless_told_otherwise(tmp_path: Path) -> None:
    ended = taskgroups("serve", database=tmp_path / "db")
    assert (ended.returncode, ended.stderr[:40]) == (2, "taskgroups: TASKGROUPS_SECRET is missing")


def test_it_refuses_a_database_that_holds_the_demonstration(world: tuple[Path, object]) -> None:
    ended = taskgroups("serve", database=world[0], **SAFE)
    assert (ended.returncode, ended.stderr) == (
        2,
        "taskgroups: This database holds the demonstration. Point DATABASE_URL at a database of your own.\n",
    )


def test_it_refuses_to_load_the_demonstration(tmp_path: Path) -> None:
    ended = taskgroups("demonstration", database=tmp_path / "db", **SAFE)
    assert (ended.returncode, ended.stderr) == (
        2,
        "taskgroups: The demonstration is refused in production. Leave TASKGROUPS_MODE out to try it elsewhere.\n",
    )


def test_the_deployment_check_has_nothing_to_say(tmp_path: Path) -> None:
    ended = taskgroups("check", "--deploy", "--fail-level", "INFO", database=tmp_path / "db", **SAFE)
    assert (ended.returncode, ended.stdout) == (0, "System check identified no issues (0 silenced).\n"), ended.stderr


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("2", "SQLite is served by one worker. Set WORKERS to 1, or DATABASE_URL to a PostgreSQL database."),
        ("none", "'none' is no number of workers. Set WORKERS to a number from 1 to 64."),
        ("65", "'65' is no number of workers. Set WORKERS to a number from 1 to 64."),
    ],
)
def test_it_refuses_workers_that_cannot_be(tmp_path: Path, said: str, says: str) -> None:
    ended = taskgroups("serve", "--workers", said, database=tmp_path / "db", TASKGROUPS_MODE="test")
    assert (ended.returncode, ended.stderr) == (2, f"taskgroups: {says}\n")
