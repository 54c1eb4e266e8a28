"""What commands that load national files have in common: the files, progress, a sentence or one object for them all."""

from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from taskgroups.kit.access.command import CommandError, PlainCommand, show_progress
from taskgroups.schools.sheets import Problem
from taskgroups.schools.sheets.tally import Tally, together


class LoadCommand(PlainCommand):
    """Base of a command that loads dated files one after the other; what cannot be read ends it in a sentence."""

    gives_json = True

    @abstractmethod
    def load(self, path: Path, options: dict[str, Any], progress: Callable[[int], None]) -> Tally:
        """Load one file. Raises Problem."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a CSV file, packed by gzip or not")

    def handle(self, *args: Any, **options: Any) -> None:
        done = []
        for path in options["files"]:
            size = path.stat().st_size if path.is_file() else 0
            try:
                tally = self.load(path, options, partial(show_progress, of=size, what=f"{path.name}, bytes"))
            except Problem as problem:
                raise CommandError(str(problem)) from None
            done.append(tally)
            if not options["json"]:
                self.tell(tally.sentence(), None, False)
        if options["json"]:
            self.tell("", together(done), True)
