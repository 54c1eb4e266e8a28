"""`taskgroups serve`: serve as in production (`make run` serves the demonstration with it)."""

import os
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from taskgroups.config.serve import serve
from taskgroups.kit.access.command import CommandError, PlainCommand


class Command(PlainCommand):
    help = "Serves on 127.0.0.1, port PORT (8000 where it is not set). In production, put HTTPS before it."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            refuse_demonstration()
            call_command("collectstatic", interactive=False, verbosity=0)
        port = os.environ.get("PORT", "8000")
        if not port.isdigit() or not 0 <= int(port) < 65536:
            raise CommandError(f"PORT is '{port}'. Set it to a number such as 8000.")
        serve(int(port))


def refuse_demonstration() -> None:
    """Production never runs on a database in which anybody may become anybody."""
    if apps.get_model("demonstration", "Loaded").objects.exists():
        raise CommandError("This database holds the demonstration. Point DATABASE_URL at a database of your own.")
