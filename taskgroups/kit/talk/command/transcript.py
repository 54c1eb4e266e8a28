"""`taskgroups transcript`: who asked and who advised in a meeting, from the transcript its tool saved."""

import argparse
import json
import sys
from pathlib import Path

from taskgroups.kit.talk.transcript import Account, account, possible_chairs, read
from taskgroups.kit.talk.unreadable import Unreadable


def parser() -> argparse.ArgumentParser:
    """What the command takes."""
    made = argparse.ArgumentParser(
        prog="taskgroups transcript",
        description="Tells a chair's questions from advice in a transcript: WebVTT from Teams and Zoom, SRT, Zoom's "
        "saved captions, Google Meet and Otter text. Without --chair it says who could be the chair, and exits 2.",
    )
    made.add_argument("file", metavar="FILE", type=Path, help="the transcript, for example meeting.vtt")
    made.add_argument("--chair", metavar="NAME", help="the chair's name as the transcript has it")
    made.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")
    return made


def run(options: argparse.Namespace) -> None:
    """Read the file and print the account. Raises Unreadable where it is no transcript or names no such chair."""
    transcript = read(options.file)
    if options.chair is None:
        raise Unreadable(f"Who is the chair? {possible_chairs(transcript)}")
    found = account(transcript, options.chair)
    told = json.dumps(found.as_json(), ensure_ascii=True) if options.json else in_words(found)
    sys.stdout.write(told + "\n")


def in_words(found: Account) -> str:
    """The chair's figures in two or three sentences."""
    counted = found.by_act
    share = found.share
    questions = f"{counted['question']} question" + "s" * (counted["question"] != 1)
    said = f"{found.chair} asked {questions} and gave advice {_times(counted['advice'])}."
    if share is None:
        return said + " That is too few to speak of a share: it takes ten."
    return said + f" {share:.0%} of them were questions; a chair aims at 90% or more."


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
