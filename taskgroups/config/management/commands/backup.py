"""`taskgroups backup FILE`: everything out."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone

from taskgroups.config.archive import Refused, back_up
from taskgroups.kit.access.command import CommandError, PlainCommand, show_progress
from taskgroups.kit.design.words import plural


class Command(PlainCommand):
    help = "Writes everything, the kept files too, into one new .tar.gz that any database can take back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the archive to write, for example monday.tar.gz")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            done = back_up(file, default_storage, timezone.now(), show_progress)
        except Refused as problem:
            raise CommandError(str(problem)) from problem
        rows = plural(sum(done.rows.values()), "row")
        self.stdout.write(f"Backed up {rows} and {plural(done.files, 'file')} to {file}.")
        if done.missing:
            self.stdout.write(f"{plural(len(done.missing), 'file')} named in the database could not be found.")
