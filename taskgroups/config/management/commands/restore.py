"""`taskgroups restore FILE`: everything back, into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from taskgroups.config.archive import Refused, restore
from taskgroups.kit.access.command import CommandError, PlainCommand, show_progress
from taskgroups.kit.design.words import plural


class Command(PlainCommand):
    help = "Puts a backup back, all of it or nothing, into an empty database and an empty place of files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="an archive that `taskgroups backup` wrote")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            done = restore(file, default_storage, show_progress)
        except Refused as problem:
            raise CommandError(str(problem)) from problem
        rows = plural(sum(done.rows.values()), "row")
        self.stdout.write(f"Put back {rows} and {plural(done.files, 'file')} from {file}.")
        if done.missing:
            self.stdout.write(f"{plural(len(done.missing), 'file')} named in the database were not in the backup.")
