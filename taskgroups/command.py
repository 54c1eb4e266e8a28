"""The `taskgroups` console script."""

import os
import sys
from importlib import import_module

from taskgroups.config.environment import Refused
from taskgroups.config.starting import look_for_cycles_seldom
from taskgroups.kit.matching.command import COMMANDS as MATCHING
from taskgroups.kit.matching.problem import NoProblem
from taskgroups.kit.talk.command import COMMANDS as TALK
from taskgroups.kit.talk.unreadable import Unreadable

COMMANDS = TALK | MATCHING


def main(argv: list[str] | None = None) -> None:
    """Run one command. Bad input or unsafe surroundings end with exit 2 and a sentence, never a traceback."""
    look_for_cycles_seldom()
    arguments = ["taskgroups", *(sys.argv if argv is None else argv)[1:]]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")
    if arguments[1:2] == ["serve"]:
        os.environ.setdefault("TASKGROUPS_MODE", "production")
    try:
        _run(arguments)
    except (Refused, Unreadable, NoProblem) as refused:
        sys.exit(_say(str(refused)))
    except BrokenPipeError:
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


def _run(arguments: list[str]) -> None:
    if arguments[1:2] and arguments[1] in COMMANDS:
        command = import_module(COMMANDS[arguments[1]])
        command.run(command.parser().parse_args(arguments[2:]))
        sys.exit(0)
    _run_with_django(arguments)


def _run_with_django(arguments: list[str]) -> None:
    from django.core.management import ManagementUtility
    from django.core.management.base import CommandError

    try:
        ManagementUtility(arguments).execute()
        if arguments[1:] in ([], ["help"], ["--help"], ["-h"]):
            sys.stdout.write("\n".join(["", *_plain("talk", TALK), *_plain("matching", MATCHING)]))
    except CommandError as problem:
        sys.exit(_say(str(problem)))
    except SystemExit as ended:  # Django ends with 1 where there is no such command, having said so
        sys.exit(2 if ended.code == 1 else ended.code)


def _plain(room: str, commands: dict[str, str]) -> list[str]:
    return [f"[{room}]", *(f"    {name}" for name in commands), ""]


def _say(sentence: str) -> int:
    sys.stderr.write(f"taskgroups: {sentence}\n")
    return 2


if __name__ == "__main__":
    main()
