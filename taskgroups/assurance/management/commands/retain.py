"""`taskgroups retain`: deletes what is past its time."""

from argparse import ArgumentParser
from typing import Any

from taskgroups.assurance.domain.retain import due, names_of, retain
from taskgroups.assurance.retention import RULES
from taskgroups.kit.access.command import CommandError, PlainCommand


class Command(PlainCommand):
    help = "Deletes what is past the time it is kept, as the page of retention says. The server does it once a day."
    gives_json = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="say what would be deleted, and delete nothing")

    def handle(self, *args: Any, dry_run: bool = False, json: bool = False, **options: Any) -> None:
        found = due() if dry_run else retain()
        names = {rule.key: rule.name for rule in RULES}
        each = [f"{names[key]}: {number}" for key, number in found.past.items() if number]
        said = "Would delete" if dry_run else "Deleted"
        sentence = f"{said} {found.total}. {'. '.join(each)}." if each else f"{said} nothing: nothing is past its time."
        self.tell(sentence, {"dry_run": dry_run, "past": found.past, "failed": list(found.failed)}, json)
        if found.failed:
            raise CommandError(f"This went wrong, and its cause is above: {names_of(found.failed)}. The rest was done.")
