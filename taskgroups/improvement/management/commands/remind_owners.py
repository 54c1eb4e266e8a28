"""`taskgroups remind_owners`: write to owners of actions that are due soon, late or seem to slip."""

from typing import Any

from taskgroups.improvement.domain.remind_owners import remind_owners
from taskgroups.kit.access.command import PlainCommand
from taskgroups.kit.design.words import plural


class Command(PlainCommand):
    help = "Write to owners of actions due soon, late or slipping: one letter a person and day, none at weekends."
    gives_json = True

    def handle(self, *args: Any, **options: Any) -> None:
        sent = remind_owners()
        self.tell(f"{plural(sent, 'letter')} written.", {"letters": sent}, options["json"])
