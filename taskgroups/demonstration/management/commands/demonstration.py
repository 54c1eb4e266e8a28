"""`taskgroups demonstration`: an invented consortium to try everything on."""

from argparse import ArgumentParser
from typing import Any

from taskgroups.demonstration.load import is_loaded, load, refuse_production
from taskgroups.kit.access.command import PlainCommand


class Command(PlainCommand):
    help = "Loads the demonstration once; --reset loads it afresh; --serve opens it in the browser's reach."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="throw the demonstration away and load it afresh")
        parser.add_argument("--serve", action="store_true", help="serve it at http://127.0.0.1:8000 (PORT to change)")

    def refuse(self, **options: Any) -> None:
        refuse_production()
        self.stdout.write("Getting the tables ready.")  # to make them takes a while, with nothing else to be seen
        self.stdout.flush()

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reset"] or not is_loaded():
            self.stdout.write("Inventing schools, people and their work. A slow machine takes some minutes.")
            self.stdout.flush()
        self.stdout.write(load(reset=options["reset"]))
        if options["serve"]:
            from django.core.management import call_command

            call_command("serve")
