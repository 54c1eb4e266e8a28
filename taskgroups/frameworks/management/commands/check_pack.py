"""`taskgroups check_pack FOLDER...`: is a framework pack in order?"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from taskgroups.frameworks.checking import check
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.kit.access.command import CommandError, PlainCommand


class Command(PlainCommand):
    help = "Checks framework packs: their areas, descriptors, questions and agenda. Exit 2 on any problem."
    needs_database = False
    gives_json = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("folders", nargs="+", metavar="FOLDER", help="the folder of a pack, with its pack.toml")

    def handle(self, *args: Any, **options: Any) -> None:
        found: dict[str, dict[str, Any]] = {}
        for name in options["folders"]:
            folder = Path(name)
            if not folder.is_dir():
                raise CommandError(f"'{name}' is no folder. Name the folder that holds a pack.toml.")
            found[folder.resolve().name] = as_json(*check(folder.resolve()))
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(in_words(slug, row) for slug, row in found.items()))
        problems = [sentence for row in found.values() for sentence in row["problems"]]
        if problems:
            more = f" ({len(problems)} problems in all.)" if len(problems) > 1 else ""
            sys.stderr.write(f"taskgroups: {problems[0]}{more}\n")
            sys.exit(2)


def as_json(pack: Pack | None, problems: list[str]) -> dict[str, Any]:
    """One pack as the contract has it. A pack that could not be read has empty fields and its problem."""
    if pack is None:
        empty: dict[str, Any] = {
            "title": "",
            "from": None,
            "scale": [],
            "secure_from": None,
            "areas": [],
            "overall": None,
        }
        return {**empty, "problems": problems}
    return {
        "title": pack.title,
        "from": pack.starts.isoformat(),
        "scale": [g.name for g in pack.scale],
        "secure_from": _name(pack.scale, pack.secure_from),
        "areas": [_area(pack, area) for area in pack.areas],
        "overall": pack.overall,
        "problems": problems,
    }


def _area(pack: Pack, area: Area) -> dict[str, Any]:
    item = next((i for i in pack.agenda if i.area == area.slug), None)
    row: dict[str, Any] = {
        "name": area.name,
        "descriptors": len(area.descriptors),
        "questions": len(area.questions),
        "minutes": item.minutes if item else 0,
        "reason": item.reason if item else "",
    }
    if area.own_scale:
        row |= {"scale": [g.name for g in area.scale], "secure_from": _name(area.scale, area.secure_from)}
    return row


def _name(scale: tuple[Any, ...], slug: str) -> str:
    return next((str(g.name) for g in scale if g.slug == slug), slug)


def in_words(slug: str, row: dict[str, Any]) -> str:
    """One pack in sentences."""
    if row["problems"]:
        return "\n".join([f"{slug}: {len(row['problems'])} to put right."] + [f"  - {p}" for p in row["problems"]])
    counts = sum(a["descriptors"] for a in row["areas"]), sum(a["questions"] for a in row["areas"])
    return f"{slug}: in order. {len(row['areas'])} areas, {counts[0]} descriptors, {counts[1]} questions."
