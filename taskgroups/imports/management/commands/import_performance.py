"""`taskgroups import_performance FILE...`: attainment, absence and destinations, as published."""

from argparse import ArgumentParser, ArgumentTypeError

from taskgroups.imports.loading import LoadCommand
from taskgroups.imports.models import Import
from taskgroups.outcomes.published.year import told_year


def a_school_year(text: str) -> int:
    """A school year of the command line: 2018/19, 2018-19 or 2018-2019."""
    found = told_year(text)
    if found is None:
        raise ArgumentTypeError(f"'{text}' is not a school year. Write it as 2018/19.")
    return found


class Command(LoadCommand):
    help = (
        "Load published performance files: census, absence, key stages 2 and 4, 16 to 18, destinations. What a file "
        "suppresses stays suppressed; names and telephone numbers in it are not read."
    )

    kind = Import.Kind.PERFORMANCE

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--year",
            type=a_school_year,
            metavar="YEAR",
            help="the school year, as 2018/19, where a file does not say",
        )
