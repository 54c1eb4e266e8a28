"""Send one letter this minute, so that whoever sets the mail server up sees at once whether it takes it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from taskgroups.kit.access.command import CommandError, PlainCommand
from taskgroups.kit.post.domain.deliver import as_mail, delivers
from taskgroups.kit.post.models import Letter
from taskgroups.kit.post.problems import in_words

TEXT = """This letter was sent to see whether Task Groups can send letters. It can.

Reply to it, if you want to see where replies go: they go to the sender.
"""


class Command(PlainCommand):
    """`taskgroups try_mail`. Nothing is kept: no row, and no second try."""

    help = "Send one letter to an address now, and say what the mail server answered."
    needs_database = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", metavar="ADDRESS", help="who gets it, for example you@example.org")

    def refuse(self, **options: Any) -> None:
        if not delivers():
            raise CommandError("This is not production, which alone sends letters. Set TASKGROUPS_MODE to production.")
        try:
            validate_email(options["address"])
        except ValidationError as problem:
            raise CommandError(
                f"'{options['address']}' is not an e-mail address. Enter one like you@example.org."
            ) from problem

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        letter = Letter(to=address, subject="A letter to try the mail server", text=TEXT)
        try:
            as_mail(letter).send()
        except Exception as problem:
            raise CommandError(f"{_server()}: it did not take the letter. {in_words(problem)}") from problem
        self.stdout.write(
            f"{_server()}: it took a letter from {settings.DEFAULT_FROM_EMAIL} to {address}. See whether it came."
        )


def _server() -> str:
    how = ", by STARTTLS" if settings.EMAIL_USE_TLS else ", by TLS" if settings.EMAIL_USE_SSL else ", not encrypted"
    who = f", as {settings.EMAIL_HOST_USER}" if settings.EMAIL_HOST_USER else ", without a name and password"
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}{how}{who}"
