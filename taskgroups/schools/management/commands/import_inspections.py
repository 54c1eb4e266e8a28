"""`taskgroups import_inspections FILE...`: published inspection outcomes."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from taskgroups.schools.domain.load_inspections import load_inspections
from taskgroups.schools.loading import LoadCommand
from taskgroups.schools.sheets.cells import day
from taskgroups.schools.sheets.tally import Tally


def a_day(text: str) -> date:
    """A date of the command line: 2025-08-31 or 31/08/2025."""
    found = day(text)
    if found is None:
        raise ArgumentTypeError(f"'{text}' is not a date. Write it as 2025-08-31.")
    return found


class Command(LoadCommand):
    help = (
        "Load files of latest inspections, from before or after November 2025. Each grade is kept under the framework "
        "in force on its day and never converted; what earlier files told stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--as-at", type=a_day, metavar="DATE", help="the date of the file's facts, where its name does not say it"
        )

    def load(self, path: Path, options: dict[str, Any], progress: Callable[[int], None]) -> Tally:
        return load_inspections(path, as_at=options["as_at"], progress=progress)
