"""What commands that load national files have in common: the files, progress, a sentence or one object for them all."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from taskgroups.imports.domain.by_command import load_now
from taskgroups.kit.access.command import CommandError, PlainCommand, show_progress
from taskgroups.kit.access.refused import Refused
from taskgroups.schools.sheets import Problem
from taskgroups.schools.sheets.tally import together


class LoadCommand(PlainCommand):
    """Base of a command that loads files one after the other; what cannot be read ends it in a sentence."""

    gives_json = True
    kind = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a CSV file, packed by gzip or not")

    def handle(self, *args: Any, **options: Any) -> None:
        done = []
        said = {"as_at": options.get("as_at"), "year": options.get("year")}
        for path in options["files"]:
            size = path.stat().st_size if path.is_file() else 0
            progress = partial(show_progress, of=size, what=f"{path.name}, bytes")
            try:
                tally = load_now(kind=self.kind, path=path, progress=progress, **said)
            except (Problem, Refused) as problem:
                raise CommandError(str(problem)) from None
            done.append(tally)
            if not options["json"]:
                self.tell(tally.sentence(), None, False)
        if options["json"]:
            self.tell("", together(done), True)
