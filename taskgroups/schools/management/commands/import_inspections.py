"""`taskgroups import_inspections FILE...`: published inspection outcomes."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from taskgroups.kit.access.command import CommandError, PlainCommand, show_progress
from taskgroups.schools.domain.load_inspections import load_inspections
from taskgroups.schools.sheets import Problem
from taskgroups.schools.sheets.cells import day
from taskgroups.schools.sheets.tally import together


def a_day(text: str) -> date:
    """A date of the command line: 2025-08-31 or 31/08/2025."""
    found = day(text)
    if found is None:
        raise ArgumentTypeError(f"'{text}' is not a date. Write it as 2025-08-31.")
    return found


class Command(PlainCommand):
    help = (
        "Load files of latest inspections, from before or after November 2025. Each grade is kept under the framework "
        "in force on its day and never converted; what earlier files told stays."
    )
    gives_json = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a CSV file, packed by gzip or not")
        parser.add_argument(
            "--as-at", type=a_day, metavar="DATE", help="the date of the file's facts, where its name does not say it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        done = []
        for path in options["files"]:
            size = path.stat().st_size if path.is_file() else 0
            telling = partial(show_progress, of=size, what=f"{path.name}, bytes")
            try:
                tally = load_inspections(path, as_at=options["as_at"], progress=telling)
            except Problem as problem:
                raise CommandError(str(problem)) from None
            done.append(tally)
            if not options["json"]:
                self.tell(tally.sentence(), None, False)
        if options["json"]:
            self.tell("", together(done), True)
