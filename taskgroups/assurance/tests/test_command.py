"""`taskgroups statement` writes what the head released, and says in a sentence why it did not."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from taskgroups.assurance.tests.chosen import agreed, released
from tests.cast import Cast


def write(urn: object, out: Path) -> str:
    said = StringIO()
    call_command("statement", str(urn), "--out", str(out), stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(("name", "begins"), [("s.pdf", b"%PDF"), ("s.docx", b"PK"), ("S.PDF", b"%PDF")])
def test_it_writes_what_is_released(name: str, begins: bytes, cast: Cast, tmp_path: Path) -> None:
    agreed(cast)
    released(cast)
    assert "Wrote the statement of Alder Primary School, released on" in write(990001, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(("urn", "name", "why"), [
    (990001, "s.pdf", "has released no statement"),
    (999999, "s.pdf", "is the URN of no school here"),
    ("٣", "s.pdf", "is the URN of no school here"),
    ("9" * 40, "s.pdf", "is the URN of no school here"),
    (990001, "s.odt", "is neither a PDF nor a Word file"),
    (990001, "s", "is neither a PDF nor a Word file"),
])  # fmt: skip
def test_it_says_why_it_wrote_nothing(urn: object, name: str, why: str, cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=why):
        write(urn, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(cast: Cast, tmp_path: Path) -> None:
    agreed(cast)
    released(cast)
    with pytest.raises(CommandError, match=r"absent/s\.pdf cannot be written: no such file or directory"):
        write(990001, tmp_path / "absent" / "s.pdf")
