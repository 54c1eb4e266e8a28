"""Deliver the letters that are waiting. Run it every minute by a timer, beside the application."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from taskgroups.kit.access.command import PlainCommand
from taskgroups.kit.post.domain.deliver import deliver_waiting, delivers
from taskgroups.kit.post.models import Letter, State


class Command(PlainCommand):
    """`taskgroups deliver_post`."""

    help = "Deliver the letters that are waiting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="send at most this many letters")
        parser.add_argument("--again", action="store_true", help="send interrupted letters too; they may arrive twice")

    def handle(self, *args: Any, limit: int, again: bool, **options: Any) -> None:
        if not delivers():
            self.stdout.write("This is not production: letters are kept and shown on the Outbox page.")
            return
        interrupted = Letter.objects.interrupted(timezone.now())
        if again:
            interrupted.update(state=State.WAITING, not_before=timezone.now())
        done = deliver_waiting(limit)
        self.stdout.write(f"Sent: {done.sent}. Not sent: {done.failed}.")
        if left := interrupted.count():
            self.stdout.write(f"Interrupted: {left}. Run with --again to send them; they may arrive twice.")
