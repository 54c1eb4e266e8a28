"""`taskgroups classify`: JSON lines with a text in, JSON lines with its act and kind out."""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import TextIO

from taskgroups.kit.talk.judge import label
from taskgroups.kit.talk.unreadable import Unreadable

AT_ONCE = 64


def parser() -> argparse.ArgumentParser:
    """What the command takes, which is nothing but standard input."""
    return argparse.ArgumentParser(
        prog="taskgroups classify",
        description='Tells question, advice and other apart. Reads JSON lines {"text": "…"} on standard input, and '
        'writes one line {"act", "kind", "score"} for each, in order. Exit 2 on a line that is not such an object.',
    )


def run(options: argparse.Namespace) -> None:
    """Classify standard input to standard output."""
    classify(sys.stdin.buffer, sys.stdout)


def classify(lines: Iterable[bytes], out: TextIO) -> None:
    """Write one answer for each line. Raises Unreadable at the first bad line, with those before it answered."""
    waiting: list[str] = []
    try:
        for number, line in enumerate(lines, 1):
            found = label(_text(line, number))
            waiting.append(json.dumps({"act": found.act, "kind": found.kind, "score": found.score}))
            if len(waiting) >= AT_ONCE:
                _write(waiting, out)
    finally:
        _write(waiting, out)


def _text(line: bytes, number: int) -> str:
    try:
        said = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        raise Unreadable(f'Line {number} is not an object with a text. Write each line as {{"text": "What changed?"}}.')
    return str(said["text"])


def _write(waiting: list[str], out: TextIO) -> None:
    if waiting:
        out.write("\n".join(waiting) + "\n")
        out.flush()
        waiting.clear()
