"""`taskgroups statement URN --out FILE`: the statement of challenge and support that a school's head has released."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from taskgroups.assurance.statement.current import paper, released
from taskgroups.kit.access.command import CommandError, PlainCommand
from taskgroups.kit.design.words import day
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.word import to_word
from taskgroups.schools.models import School

MAKERS = {".pdf": to_pdf, ".docx": to_word}


class Command(PlainCommand):
    help = "Writes the statement of challenge and support that the head of a school has released."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("urn", metavar="URN", help="the school's unique reference number, for example 980101")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write: .pdf or .docx")

    def handle(self, *args: Any, urn: str, out: Path, **options: Any) -> None:
        make = MAKERS.get(out.suffix.lower())
        if make is None:
            raise CommandError(f"{out.name} is neither a PDF nor a Word file. End its name in .pdf or .docx.")
        school = _school(urn)
        statement = released(school)
        if statement is None:
            raise CommandError(
                f"{school.name}, URN {school.urn}, has released no statement. Its head chooses and releases it first."
            )
        try:
            out.write_bytes(make(paper(statement)))
        except OSError as problem:
            why = problem.strerror or "it could not be opened"
            raise CommandError(f"{out} cannot be written: {why.lower()}. Choose another file.") from problem
        self.stdout.write(f"Wrote the statement of {school.name}, released on {day(statement.released_at)}, to {out}.")


def _school(urn: str) -> School:
    """The school of that URN, or the one that has its work since it closed."""
    number = int(urn) if urn.isascii() and urn.isdecimal() and len(urn) <= 9 else 0
    school = School.objects.filter(urn=number).select_related("passed_to").first()
    if school is None:
        raise CommandError(f"{urn} is the URN of no school here. Look it up on the school's page.")
    return school.passed_to if school.passed_whole and school.passed_to else school
