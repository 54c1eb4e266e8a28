"""From the bytes of a file to turns: its encoding, its layout, and pieces of one speaker's speech put together."""

import re
from pathlib import Path
from typing import NamedTuple

from taskgroups.kit.talk.transcript import pages
from taskgroups.kit.talk.transcript.cues import ARROW, COMMA, LIKE_TIMES, Cue, cues
from taskgroups.kit.talk.unreadable import Unreadable

LARGEST = 20 * 1024 * 1024
TOO_LARGE = "The file is larger than 20 MB. A transcript is text: choose the .vtt, .srt or .txt file."
PAUSE = 6.0  # seconds of silence after which the same speaker begins another turn
UNSEEN = "\ufeff\u200b\u200e\u200f\u202a\u202c"
SEVERAL = 3  # lines at the top by which a layout is known


class Turn(NamedTuple):
    """What one speaker said in one go. Times in seconds from the beginning, or None where the file has none."""

    speaker: str
    start: float | None
    end: float | None
    text: str


class Transcript(NamedTuple):
    """The layout's name and the turns in the order of the file."""

    format: str
    turns: list[Turn]


def read(source: Path | bytes) -> Transcript:
    """Read a transcript. Raises Unreadable with a sentence where it is none."""
    text = _text(_bytes(source))
    lines = text.splitlines()
    layout = _layout(text, lines)
    if layout in ("webvtt", "srt", "sbv"):
        found = cues(text)
        layout = "webvtt-teams" if layout == "webvtt" and "<v " in text else layout
    else:
        found = pages.speech(layout, lines)
        layout = "zoom-captions" if layout == "zoom-lines" else layout
    turns = _turns([cue for cue in found if cue.text])
    if not turns:
        raise Unreadable("The transcript holds no speech. Save it again from the meeting, with its times and words.")
    return Transcript(layout, turns)


def _bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        raw = source
    else:
        try:
            if source.stat().st_size > LARGEST:
                raise Unreadable(TOO_LARGE)
            raw = source.read_bytes()
        except OSError as problem:
            raise Unreadable(f"The file {source} cannot be opened: {problem.strerror or 'not a file'}.") from problem
    if len(raw) > LARGEST:
        raise Unreadable(TOO_LARGE)
    if not raw.strip():
        raise Unreadable("The file is empty. Save the transcript again from the meeting.")
    return raw


def _text(raw: bytes) -> str:
    """The text, by its mark or as UTF-8, else as Windows wrote it. Raises Unreadable for what is no text."""
    wide = _wide(raw)
    if wide:
        text = raw.decode(wide, errors="replace")
    elif b"\0" in raw:
        raise Unreadable("The file is not text. Choose the .vtt, .srt or .txt file of the transcript.")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
    top = text[:4000]
    if sum(not (char.isprintable() or char.isspace() or char in UNSEEN) for char in top) > len(top) / 50:
        raise Unreadable("The file is not text. Choose the .vtt, .srt or .txt file of the transcript.")
    return text.replace("\u2028", "\n")


def _wide(raw: bytes) -> str:
    """The name of an encoding of two bytes a letter: by its mark or, where that is left out, by its first letters."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    first, second = raw[0:40:2], raw[1:40:2]
    if first and not any(second) and all(first):
        return "utf-16-le"
    return "utf-16-be" if second and not any(first) and all(second) else ""


def _layout(text: str, lines: list[str]) -> str:
    """The layout's name. Raises Unreadable where it is none of ours."""
    if lines[0].lstrip("\ufeff").startswith("WEBVTT"):
        return "webvtt"
    filled = [line for line in lines if line.strip()]
    top = filled[:SEVERAL]
    if any(ARROW.match(line) for line in top):
        if "," in next(line for line in top if ARROW.match(line)).partition("-->")[0]:
            return "srt"
        raise Unreadable("The file has WebVTT times but does not begin with WEBVTT. Save it again, or add that line.")
    if any(COMMA.match(line) for line in top[:1]):
        return "sbv"
    layout = pages.layout_of(lines)
    if layout:
        return layout
    if any(LIKE_TIMES.match(line) for line in lines) or re.search(r"-->", text):
        raise Unreadable("The times in the file cannot be read. Save the transcript again.")
    raise Unreadable(
        "The file is no transcript of a layout we know: WebVTT, SRT, Zoom captions, Google Meet or Otter text."
    )


def _turns(found: list[Cue]) -> list[Turn]:
    """Pieces that follow one another in one speaker's mouth are one turn, unless a long silence lies between."""
    turns: list[Turn] = []
    said: list[list[str]] = []  # the pieces of each turn, put together once: one voice may speak for hours
    places: dict[tuple[str, str], int] = {}
    for cue in found:
        place = places.get((cue.speaker, cue.utterance)) if cue.utterance else None
        if place is None and turns and turns[-1].speaker == cue.speaker and not _apart(turns[-1], cue):
            place = len(turns) - 1
        if place is None:
            place = len(turns)
            turns.append(Turn(cue.speaker, cue.start, cue.end, ""))
            said.append([cue.text])
        else:
            before = turns[place]
            end = max((t for t in (before.end, cue.end) if t is not None), default=None)
            turns[place] = before._replace(end=end)
            said[place].append(cue.text)
        places[cue.speaker, cue.utterance] = place
    return [turn._replace(text=" ".join(pieces)) for turn, pieces in zip(turns, said, strict=True)]


def _apart(before: Turn, cue: Cue) -> bool:
    return before.end is not None and cue.start is not None and cue.start - before.end > PAUSE
