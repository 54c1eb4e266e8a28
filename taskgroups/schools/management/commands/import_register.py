"""`taskgroups import_register FILE...`: schools from the national register."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from taskgroups.kit.access.command import CommandError, PlainCommand, show_progress
from taskgroups.schools.domain.load_register import load_register
from taskgroups.schools.sheets import Problem
from taskgroups.schools.sheets.tally import together


class Command(PlainCommand):
    help = (
        "Load schools from the national register: a full extract (2017, 2024 or 2026), an export of its search page, "
        "or its file of links between schools. The same file twice changes nothing. Names and telephone numbers of "
        "heads are not read."
    )
    gives_json = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a CSV file, packed by gzip or not")

    def handle(self, *args: Any, **options: Any) -> None:
        done = []
        for path in options["files"]:
            size = path.stat().st_size if path.is_file() else 0
            try:
                tally = load_register(path, progress=partial(show_progress, of=size, what=f"{path.name}, bytes"))
            except Problem as problem:
                raise CommandError(str(problem)) from None
            done.append(tally)
            if not options["json"]:
                self.tell(tally.sentence(), None, False)
        if options["json"]:
            self.tell("", together(done), True)
