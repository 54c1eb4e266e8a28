"""Writes docs/reference/roles.md, docs/reference/commands.md and the picture in docs/architecture.md from the code.

Run it after adding a page, a command or a floor; a test says when it has to be run. `--check` only says so.
"""

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE = "<!-- Written by tools/write_reference.py. Change the code, then run it again. -->"
DJANGOS_OWN = {"version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks"}
ROLES = {
    "head": "leads a school. Judges, keeps evidence, sends the preparation, agrees the record, decides who sees what",
    "leader": "a deputy, a middle leader or a governor. Works on the self-evaluation and owns actions",
    "clerk": "notes answers, evidence and actions in the room, and finishes the record",
    "chair": "may chair Task Groups of the consortium, usually as head of another school",
    "observer": "sits in the room and learns to chair",
    "lead": "runs the consortium: its schools, people, plans and invitations",
    "officer": "sees what schools have chosen to share with their authority, and nothing else",
    "administrator": "looks after accounts. Reads no school's content",
    "editor": "writes Heads Up, reads what another editor wrote, and publishes it",
    "moderator": "reads comments on Heads Up and publishes, declines or removes them. Changes no word",
}
FLOORS = {
    "home": "Home, search and statements",
    "kit": "Devices that were away",
    "people": "Signing in, and one's own account",
    "frameworks": "Frameworks and the question bank",
    "schools": "Schools, consortia, authorities, accounts",
    "imports": "National files",
    "outcomes": "The three outcomes",
    "training": "Training",
    "bulletin": "Heads Up",
    "evaluation": "Self-evaluation and evidence",
    "improvement": "Improvement issues and actions",
    "meetings": "Task Groups",
    "practice": "A chair's own practice",
    "participation": "Who takes part",
    "track": "The track record",
    "demonstration": "The demonstration (absent in production)",
}


ABOUT_ACCREDITATION = """\
Drawn from `taskgroups/training/accrediting/states.py`, by which the pages go. What comes before its turn is kept, and
counts when its turn comes: who observes before they practise has observed all the same. Why it is so:
[decision 0027](../adr/0027-a-way-written-down.md)."""
TABLE_OF_THREE = "| --- | --- | --- |"
ABOUT_ROLES = "Somebody may hold several roles, in several schools. A role has a first day and may have a last one."
ABOUT_FINDERS = """\
Every address names a *finder*, which returns the thing for the person who asks, or nothing. Where it returns nothing
the page is not found (404), so what is not yours cannot be told from what is not there. A page that names no finder
and does not say why it is public is refused. Why: [decision 0004](../adr/0004-access-is-retrieval.md)."""
ABOUT_COMMANDS = """\
`taskgroups COMMAND --help` says the same. Each exits 0 on success, and 2 with one sentence on bad input. A command that
needs the database brings its tables up to date first. Which database, `DATABASE_URL` says."""


def pages() -> dict[Path, str]:
    """Every page that is made from the code, with what it has to say."""
    return {
        ROOT / "docs/reference/roles.md": roles(),
        ROOT / "docs/reference/commands.md": commands(),
        ROOT / "docs/architecture.md": architecture(),
        ROOT / "docs/reference/accreditation-states.md": accreditation(),
    }


# --- who may what ---------------------------------------------------------------------------------------------------


def roles() -> str:
    """The roles, and each address with who may open it, in the words of the finder that decides it."""
    from taskgroups.schools.models import Role

    lines = ["# Who may do what", "", MADE, "", ABOUT_ROLES, "", "| Role | Held for | What for |", TABLE_OF_THREE]
    lines += [f"| {kind.label} | {_held_for(kind, Role)} | {ROLES[kind.value]} |" for kind in Role.Kind]
    lines += ["", ABOUT_FINDERS, ""]
    for floor, found in _by_floor().items():
        lines += [f"## {FLOORS.get(floor, floor.capitalize())}", "", "| Address | Name | Who may |", TABLE_OF_THREE]
        lines += [f"| `/{address}` | `{name}` | {who} |" for address, name, who in found] + [""]
    return "\n".join(lines)


def _held_for(kind: object, role: type) -> str:
    if kind in role.SCHOOL_KINDS:  # type: ignore[attr-defined]
        return "a school"
    if kind in role.CONSORTIUM_KINDS:  # type: ignore[attr-defined]
        return "a consortium"
    return "an authority" if kind == role.Kind.OFFICER else "this installation"  # type: ignore[attr-defined]


def _by_floor() -> dict[str, list[tuple[str, str, str]]]:
    """{floor: [(address, name, who may)]} in the order of the addresses' own files."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for floor, address, pattern in _patterns():
        says = getattr(pattern.callback, "stated", None)
        who = "refused: says nothing" if says is None else f"Anybody: {says.why}" if says.public else says.why
        found.setdefault(floor, []).append((address, pattern.name or "", who.replace("|", "\\|")))
    return found


def _patterns() -> Iterator[tuple[str, str, object]]:
    from django.urls import URLResolver, get_resolver

    def walk(resolver: object, before: str, floor: str) -> Iterator[tuple[str, str, object]]:
        for one in resolver.url_patterns:  # type: ignore[attr-defined]
            address = before + str(one.pattern).removeprefix("^").removesuffix("$")
            if isinstance(one, URLResolver):
                yield from walk(one, address, one.urlconf_module.__name__.split(".")[1])
            else:
                yield floor, address, one

    yield from walk(get_resolver(), "", "")


# --- commands -------------------------------------------------------------------------------------------------------


def commands() -> str:
    """Every command of ours, from its own --help."""
    lines = ["# Commands", "", MADE, "", ABOUT_COMMANDS, ""]
    for name, parser in _parsers():
        usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
        lines += [f"## {name}", "", " ".join((parser.description or "").split()), "", f"    {usage}", ""]
        rows = [_row(action) for action in parser._actions if action.dest not in {*DJANGOS_OWN, "help"}]
        lines += ["| Argument | Says |", "| --- | --- |", *rows, ""] if rows else []
    return "\n".join(lines)


def _parsers() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    from django.core.management import get_commands

    from taskgroups.command import COMMANDS

    os.environ["COLUMNS"] = "200"
    for name, app in sorted({**get_commands(), **COMMANDS}.items()):
        if not str(app).startswith("taskgroups."):
            continue
        parser = _parser(str(app), name)
        for action in parser._actions:
            if action.dest in DJANGOS_OWN or action.dest == "help":
                action.help = argparse.SUPPRESS
        yield name, parser


def _parser(app: str, name: str) -> argparse.ArgumentParser:
    """A command's arguments, whether Django runs it or it runs without."""
    from django.core.management import load_command_class

    from taskgroups.command import COMMANDS

    if name in COMMANDS:
        return import_module(COMMANDS[name]).parser()
    return load_command_class(app, name).create_parser("taskgroups", name)


def _row(action: argparse.Action) -> str:
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else "")
    if not value and action.nargs != 0 and action.option_strings:
        value = action.dest.upper()
    shown = " ".join([*action.option_strings[-1:], str(value)]).strip() or action.dest
    return f"| `{shown}` | {(action.help or '').replace('|', chr(92) + '|')} |"


# --- accreditation --------------------------------------------------------------------------------------------------


def accreditation() -> str:
    """The states of a chair's accreditation, drawn from what the application goes by."""
    from taskgroups.training.accrediting.states import DEFAULTS, diagram

    head = ["# The states of a chair's accreditation", "", MADE, "", ABOUT_ACCREDITATION, "", DEFAULTS, ""]
    return "\n".join([*head, "```mermaid", diagram(), "```", ""])


# --- the picture ----------------------------------------------------------------------------------------------------


def architecture() -> str:
    """The page as it stands, its picture drawn afresh from the floors that import-linter keeps."""
    path = ROOT / "docs/architecture.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("```mermaid\n")
    return f"{before}```mermaid\n{picture()}```{rest.partition('```')[2]}"


def picture() -> str:
    """The floors as a Mermaid flowchart, the highest first; an arrow goes from each floor to the one below."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    floors = [[part.strip().removeprefix("taskgroups.") for part in layer.split("|")] for layer in layers]
    names = [" · ".join(parts) for parts in floors]
    boxes = [f'    f{number}["{name}"]' for number, name in enumerate(names)]
    arrows = [f"    f{number} --> f{number + 1}" for number in range(len(names) - 1)]
    return "\n".join(["flowchart TD", *boxes, *arrows]) + "\n"


def main() -> int:
    """Write every page that differs; with --check only say which, and give back 1 where there is one."""
    os.environ["TASKGROUPS_MODE"] = "test"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    check = "--check" in sys.argv[1:]
    old = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in old:
        print(f"{path.relative_to(ROOT)} {'is out of date' if check else 'written'}")
        if not check:
            path.write_text(pages()[path], encoding="utf-8")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
