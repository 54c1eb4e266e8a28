"""`taskgroups send_reminders`: remind heads of records that wait for them."""

from typing import Any

from taskgroups.kit.access.command import PlainCommand
from taskgroups.kit.design.words import plural
from taskgroups.meetings.domain.remind import send_reminders


class Command(PlainCommand):
    help = "Remind each head, once, of a record that has waited more than ten working days."
    gives_json = True

    def handle(self, *args: Any, **options: Any) -> None:
        sent = send_reminders()
        self.tell(f"{plural(sent, 'reminder')} written.", {"reminders": sent}, options["json"])
