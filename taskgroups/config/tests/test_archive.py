"""Everything out, everything back: on this database, and on another kind."""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from taskgroups.config.archive import Refused, back_up, restore, tables
from taskgroups.evaluation.models import Evidence
from taskgroups.kit.access import audit
from taskgroups.kit.access.models import Entry
from taskgroups.kit.post.models import Enclosure, Letter
from taskgroups.people.models import Person
from tests import image
from tests.cast import PASSWORD, Cast, person

MOMENT = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
NAME = "evidence/990001/0123456789abcdef"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of files with one file in it, as the evidence base keeps them."""
    path = tmp_path / "files" / NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7 what pupils said")
    return tmp_path / "files"


@pytest.fixture
def full(cast: Cast) -> Cast:
    """The cast, with evidence, a line of audit, and a letter with an enclosure."""
    Evidence.objects.create(
        school=cast.a,
        title="What pupils said",
        kind="heard",
        dated=MOMENT,
        file=NAME,
        added_by=cast.head_a,
        added_at=MOMENT,
    )
    audit.note(by=cast.head_a, verb="shared evidence", school_urn=cast.a.urn, with_whom="Môr\n2 lines")
    letter = Letter.objects.create(to="a@cast.example", subject="Come", text="One\ntwo", created=MOMENT)
    Enclosure.objects.create(letter=letter, name="invite.ics", content_type="text/calendar", content=b"\0\xff BEGIN")
    Entry.objects.update(at=MOMENT)
    return cast


def empty_the_database() -> None:
    for model in tables.kept():
        model._base_manager.all()._raw_delete(using="default")  # type: ignore[attr-defined]


def members(archive: Path) -> dict[str, bytes]:
    """What is in an archive, but for when and by which version it was made."""
    with tarfile.open(archive) as opened:
        found = {m.name: opened.extractfile(m).read() for m in opened}  # type: ignore[union-attr]
    del found["manifest.json"]
    return found


def elsewhere(tmp_path: Path, *arguments: object, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command, or a piece of code, on a SQLite database of its own."""
    surroundings = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}",
        "TASKGROUPS_VAR": str(tmp_path / "elsewhere"),
        "DJANGO_SETTINGS_MODULE": "taskgroups.config.settings",
    }
    command = [sys.executable, *(["-c", code] if code else ["-m", "taskgroups", *map(str, arguments)])]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def test_what_went_out_comes_back(full: Cast, files: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.tar.gz", tmp_path / "second.tar.gz"
    back_up(first, files, timezone.now())
    empty_the_database()
    restore(first, tmp_path / "back")
    back_up(second, tmp_path / "back", timezone.now())
    assert members(second) == members(first)
    assert (tmp_path / "back" / NAME).read_bytes() == b"%PDF-1.7 what pupils said"


def test_people_passwords_audit_and_enclosures_are_as_they_were(full: Cast, files: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "one.tar.gz", files, timezone.now())
    empty_the_database()
    restore(tmp_path / "one.tar.gz", tmp_path / "back")
    line = Entry.objects.get()
    assert Person.objects.get(email="asha.alder@cast.example").check_password(PASSWORD)
    assert (line.by, line.at, line.details) == (full.head_a, MOMENT, {"with_whom": "Môr\n2 lines"})
    assert bytes(Enclosure.objects.get().content) == b"\0\xff BEGIN"


def test_new_rows_get_new_keys_after_a_restore(full: Cast, files: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "one.tar.gz", files, timezone.now())
    highest = max(Person.objects.values_list("pk", flat=True))
    empty_the_database()
    restore(tmp_path / "one.tar.gz", tmp_path / "back")
    assert person("Nia New").pk > highest


@pytest.mark.slow
def test_an_archive_moves_from_one_kind_of_database_to_another_and_back(
    full: Cast, files: Path, tmp_path: Path
) -> None:
    here, there, again = (tmp_path / f"{name}.tar.gz" for name in ("here", "there", "again"))
    image.copy_to(tmp_path / "elsewhere.sqlite3")
    back_up(here, files, timezone.now())
    assert elsewhere(tmp_path, "restore", here).stderr == ""
    assert elsewhere(tmp_path, "backup", there).returncode == 0
    empty_the_database()
    restore(there, tmp_path / "back")
    back_up(again, tmp_path / "back", timezone.now())
    assert members(there) == members(here)
    assert members(again) == members(here)


def test_sessions_stay_behind(full: Cast, files: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "one.tar.gz", files, timezone.now())
    assert [
        name
        for name in members(tmp_path / "one.tar.gz")
        if "django_session" in name or name.startswith("tables/sessions")
    ] == []


def test_only_the_owner_may_read_the_archive(db: None, tmp_path: Path) -> None:
    back_up(tmp_path / "one.tar.gz", tmp_path / "none", timezone.now())
    assert (tmp_path / "one.tar.gz").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_named_and_not_there_is_told(full: Cast, tmp_path: Path) -> None:
    assert back_up(tmp_path / "one.tar.gz", tmp_path / "none", timezone.now()).missing == [NAME]


def test_a_database_that_holds_something_is_left_alone(full: Cast, files: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "one.tar.gz", files, timezone.now())
    with pytest.raises(Refused, match=r"^The database is not empty: access.entry holds rows\."):
        restore(tmp_path / "one.tar.gz", tmp_path / "back")


def test_a_folder_that_holds_something_is_left_alone(db: None, files: Path, tmp_path: Path) -> None:
    back_up(tmp_path / "one.tar.gz", files, timezone.now())
    with pytest.raises(Refused, match="is not empty"):
        restore(tmp_path / "one.tar.gz", files)


def test_an_archive_is_never_written_over(db: None, tmp_path: Path) -> None:
    (tmp_path / "one.tar.gz").write_text("last week's")
    with pytest.raises(Refused, match="exists already"):
        back_up(tmp_path / "one.tar.gz", tmp_path, timezone.now())


def test_a_backup_that_failed_leaves_no_half_archive(db: None, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"cannot be written \(no such file or directory\)"):
        back_up(tmp_path / "nowhere" / "one.tar.gz", tmp_path, timezone.now())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", [0.05, 0.5, 0.999])
def test_an_archive_that_is_cut_off_changes_nothing(full: Cast, files: Path, tmp_path: Path, kept: float) -> None:
    back_up(tmp_path / "one.tar.gz", files, timezone.now())
    whole = (tmp_path / "one.tar.gz").read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[: int(len(whole) * kept)])
    empty_the_database()
    with pytest.raises(Refused, match="cut off or damaged"):
        restore(tmp_path / "cut.tar.gz", tmp_path / "back")
    assert (tables.holding_rows(), (tmp_path / "back").exists()) == ("", False)


def packed(tmp_path: Path, **contents: bytes) -> Path:
    """An archive of our own making."""
    path = tmp_path / "made.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def manifest(**changed: object) -> bytes:
    return json.dumps({"format": 1, "version": "0.1.0", "tables": tables.shape()} | changed).encode()


def test_another_programs_archive_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is no backup of Task Groups"):
        restore(packed(tmp_path, **{"setup.py": b"{}"}), tmp_path / "back")


def test_a_file_that_is_no_archive_is_refused(db: None, tmp_path: Path) -> None:
    (tmp_path / "one.tar.gz").write_bytes(gzip.compress(b"a letter"))
    with pytest.raises(Refused, match="cut off or damaged"):
        restore(tmp_path / "one.tar.gz", tmp_path / "back")


def test_an_archive_of_another_version_names_the_table_and_the_way(db: None, tmp_path: Path) -> None:
    other = {**tables.shape(), "people.person": ["id", "nickname"]}
    with pytest.raises(
        Refused, match=r"version 0\.0\.9, whose table people\.person is another one\. Install that version"
    ):
        restore(packed(tmp_path, **{"manifest.json": manifest(version="0.0.9", tables=other)}), tmp_path / "back")


def test_a_name_that_leads_out_of_the_folder_is_refused(db: None, tmp_path: Path) -> None:
    made = packed(tmp_path, **{"manifest.json": manifest(), "files/../../outside": b"out"})
    with pytest.raises(Refused, match="cut off or damaged"):
        restore(made, tmp_path / "deep" / "back")
    assert not (tmp_path / "outside").exists()


def test_a_row_that_points_at_nothing_is_refused(full: Cast, files: Path, tmp_path: Path) -> None:
    Person.objects.filter(pk=full.officer.pk)._raw_delete(using="default")  # type: ignore[attr-defined]
    back_up(tmp_path / "one.tar.gz", files, timezone.now())
    empty_the_database()
    with pytest.raises(Refused, match="The database refused the backup"):
        restore(tmp_path / "one.tar.gz", tmp_path / "back")


def test_the_command_says_what_it_did(full: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", tmp_path / "one.tar.gz")
    said = capsys.readouterr().out
    assert said.startswith("Backed up ")
    assert said.endswith("one.tar.gz.\n1 file named in the database could not be found.\n")


@pytest.mark.process
@pytest.mark.slow
def test_bad_input_ends_with_a_sentence_and_exit_2(tmp_path: Path) -> None:
    image.copy_to(tmp_path / "elsewhere.sqlite3")
    ended = elsewhere(tmp_path, "restore", tmp_path / "none.tar.gz")
    assert ended.returncode == 2
    assert ended.stderr == f"taskgroups: There is no file {tmp_path}/none.tar.gz. Give the path of a backup.\n"


WHILE_IT_READS = """
import threading
from django.db import connection
from taskgroups.config.archive.snapshot import one_moment
from taskgroups.people.models import Person

def join():
    Person.objects.create_person(email="new@cast.example", name="New")
    connection.close()

with one_moment():
    before = Person.objects.count()
    writer = threading.Thread(target=join)
    writer.start()
    writer.join(30)
    print(before, writer.is_alive(), Person.objects.count(), end=" ")
print(Person.objects.count())
"""


@pytest.mark.process
@pytest.mark.slow
def test_a_backup_sees_one_moment_and_holds_up_no_writer(tmp_path: Path) -> None:
    image.copy_to(tmp_path / "elsewhere.sqlite3")
    said = elsewhere(tmp_path, code="import django; django.setup()" + WHILE_IT_READS)
    assert said.stdout == "0 False 0 1\n", said.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="for PostgreSQL")
def test_a_backup_of_postgresql_sees_one_moment_and_holds_up_no_writer(capsys: pytest.CaptureFixture[str]) -> None:
    exec(WHILE_IT_READS, {})  # noqa: S102
    assert capsys.readouterr().out == "0 False 0 1\n"
