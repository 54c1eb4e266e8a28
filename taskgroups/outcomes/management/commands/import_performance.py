"""`taskgroups import_performance FILE...`: attainment, absence and destinations, as published."""

from argparse import ArgumentParser, ArgumentTypeError
from functools import partial
from pathlib import Path
from typing import Any

from taskgroups.kit.access.command import CommandError, PlainCommand, show_progress
from taskgroups.outcomes.domain.load_performance import load_performance
from taskgroups.outcomes.published.year import told_year
from taskgroups.schools.sheets import Problem
from taskgroups.schools.sheets.tally import together


def a_school_year(text: str) -> int:
    """A school year of the command line: 2018/19, 2018-19 or 2018-2019."""
    found = told_year(text)
    if found is None:
        raise ArgumentTypeError(f"'{text}' is not a school year. Write it as 2018/19.")
    return found


class Command(PlainCommand):
    help = (
        "Load published performance files: census, absence, key stages 2 and 4, 16 to 18, destinations. What a file "
        "suppresses stays suppressed; names and telephone numbers in it are not read."
    )
    gives_json = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a CSV file, packed by gzip or not")
        parser.add_argument(
            "--year",
            type=a_school_year,
            metavar="YEAR",
            help="the school year, as 2018/19, where a file does not say",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        done = []
        for path in options["files"]:
            size = path.stat().st_size if path.is_file() else 0
            telling = partial(show_progress, of=size, what=f"{path.name}, bytes")
            try:
                tally = load_performance(path, year=options["year"], progress=telling)
            except Problem as problem:
                raise CommandError(str(problem)) from None
            done.append(tally)
            if not options["json"]:
                self.tell(tally.sentence(), None, False)
        if options["json"]:
            self.tell("", together(done), True)
