"""`taskgroups outcomes --authority NAME`: the three outcomes of an area beside England."""

from argparse import ArgumentParser
from typing import Any

from taskgroups.kit.access.command import CommandError, PlainCommand
from taskgroups.outcomes.queries.authority import authority_named, outcomes_of_authority
from taskgroups.schools.models import Authority


class Command(PlainCommand):
    help = (
        "The three outcomes of a local authority beside England, from the files loaded: pupils in good or outstanding "
        "schools, achieving well, and positive destinations."
    )
    gives_json = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--authority", required=True, metavar="NAME", help="its name, or its three-digit code")

    def handle(self, *args: Any, **options: Any) -> None:
        authority = authority_named(options["authority"])
        if authority is None:
            raise CommandError(_unknown(options["authority"]))
        found = outcomes_of_authority(authority)
        self.tell(_sentences(found), found, options["json"])


def _unknown(name: str) -> str:
    known = list(Authority.objects.values_list("name", flat=True)[:4])
    if not known:
        return "No schools are loaded yet. Load inspections first: taskgroups import_inspections FILE"
    return f"There is no local authority '{name}'. Write its name as the register does, such as {', '.join(known)}."


def _sentences(found: dict[str, Any]) -> str:
    good = found["good_or_outstanding"]
    lines = [f"{found['authority']}, as at {found['as_at'] or 'no date'}"]
    for where, share in (("Here", good["area"]), ("In England", good["england"])):
        if share and share["pupils_pct"] is not None:
            lines.append(
                f"{where}, {share['pupils_pct']:.2f} per cent of pupils are in good or outstanding schools "
                f"({share['pupils']:,} of {share['of']:,})."
            )
    for one in [*found["achieving_well"], found["positive_destinations"]]:
        if one and one["area"]["value"] is not None and one["pupils_are"] == "all":
            england = f"; England {one['england']['value']}" if one["england"] else ""
            lines.append(f"{one['title']}, {one['year']}: {one['area']['value']} ({one['area']['how']}){england}.")
    return "\n".join([*lines, *found["notes"]])
