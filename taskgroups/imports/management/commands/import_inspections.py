"""`taskgroups import_inspections FILE...`: published inspection outcomes."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from taskgroups.imports.loading import LoadCommand
from taskgroups.imports.models import Import
from taskgroups.schools.sheets.cells import day


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

    kind = Import.Kind.INSPECTIONS

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--as-at", type=a_day, metavar="DATE", help="the date of the file's facts, where its name does not say it"
        )
