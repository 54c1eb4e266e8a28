"""`taskgroups invite EMAIL --role ROLE`: the first people of an installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from taskgroups.kit.access.command import CommandError, PlainCommand
from taskgroups.kit.access.refused import Refused
from taskgroups.schools.domain.form_consortium import form_consortium
from taskgroups.schools.domain.invite import address, invite
from taskgroups.schools.models import Authority, Consortium, Role, School


class Command(PlainCommand):
    help = (
        "Invite somebody to a role and print the link; they need no mail for it. A head or leader needs --school, a "
        "lead, chair, clerk or observer --consortium (made if it is not there), an officer --authority."
    )
    gives_json = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument(
            "--role", required=True, choices=Role.Kind.values, metavar="ROLE", help=", ".join(Role.Kind)
        )
        parser.add_argument("--name", default="", help="the person's name")
        parser.add_argument("--school", type=int, metavar="URN")
        parser.add_argument("--consortium", metavar="NAME", help="its name, or its part of the address")
        parser.add_argument("--authority", metavar="CODE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError:
            raise CommandError(
                f"'{options['email']}' is not an e-mail address. Write it as name@example.org."
            ) from None
        kind, email, name = options["role"], options["email"], options["name"]
        try:
            made = invite(email=email, kind=kind, name=name, by=None, send=False, **_place(kind, options))
        except Refused as refused:
            raise CommandError(str(refused)) from None
        link = address(made)
        found = {"email": made.email, "role": kind, "link": link}
        self.tell(
            f"{made.email} may become {made.get_kind_display()} here, once, for 30 days:\n{link}",
            found,
            options["json"],
        )


def _place(kind: str, options: dict[str, Any]) -> dict[str, Any]:
    if kind in Role.SCHOOL_KINDS:
        return {"school": _school(options["school"])}
    if kind in Role.CONSORTIUM_KINDS:
        return {"consortium": _consortium(options["consortium"])}
    return {"authority": _authority(options["authority"])} if kind == Role.Kind.OFFICER else {}


def _school(urn: int | None) -> School:
    found = School.objects.filter(urn=urn).first() if urn else None
    if found is None:
        said = f"There is no school with the URN {urn} here. Load the register first" if urn else "Name the school"
        raise CommandError(f"{said}: --school URN.")
    return found


def _consortium(name: str | None) -> Consortium:
    if not name:
        raise CommandError("Name the consortium: --consortium NAME.")
    found = Consortium.objects.filter(slug=name).first() or Consortium.objects.filter(name__iexact=name).first()
    return found or form_consortium(name=name, schools=[], by=None)


def _authority(code: str | None) -> Authority:
    found = Authority.objects.filter(code=code or "").first()
    if found is None:
        raise CommandError(
            f"There is no authority '{code or ''}' here. Load the register, then use its three-digit code."
        )
    return found
