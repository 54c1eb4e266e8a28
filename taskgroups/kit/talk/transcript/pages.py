"""The layouts without cues: Zoom's saved captions, Google Meet's document, Otter's export, and bracketed times."""

import re
from collections.abc import Callable, Iterator

from taskgroups.kit.talk.transcript.cues import Cue, speaker_of

_CLOCK = r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})"
ZOOM = re.compile(rf"\[([^\]\d][^\]]{{0,80}})\]\s+{_CLOCK}\s*$")
OTTER = re.compile(rf"([^\W\d_][^:\[\]]{{0,78}}?)\s{{2,}}{_CLOCK}\s*$")
BRACKETED = re.compile(rf"\[{_CLOCK}(?:\.\d+)?\]\s*(.+)$")
MEET_TIME = re.compile(r"(\d{2}):(\d{2}):(\d{2})\s*$")
MEET_END = re.compile(
    r"(?:(?:Transcription|Meeting|Recording) ended after|This editable transcript was computer generated)"
)


def layout_of(lines: list[str]) -> str:
    """Which of these layouts a text has, or nothing."""
    if sum(bool(ZOOM.match(line)) for line in lines) > 0:
        return "zoom-captions"
    if any(MEET_TIME.match(line) for line in lines) and any(speaker_of(line) for line in lines):
        return "google-meet"
    if sum(bool(OTTER.match(line)) for line in lines) > 0:
        return "otter"
    return "bracketed" if sum(bool(BRACKETED.match(line)) for line in lines) > 0 else ""


def speech(layout: str, lines: list[str]) -> list[Cue]:
    """The pieces of speech of a text in one of these layouts, each ending where the next begins."""
    readers: dict[str, Callable[[list[str]], Iterator[Cue]]] = {
        "zoom-captions": lambda lines: _headed(lines, ZOOM),
        "otter": lambda lines: _headed(lines, OTTER),
        "google-meet": _meet,
        "bracketed": _bracketed,
    }
    found = [cue for cue in readers[layout](lines) if cue.text]
    return [cue._replace(end=_next_start(found, at)) for at, cue in enumerate(found)]


def _headed(lines: list[str], head: re.Pattern[str]) -> Iterator[Cue]:
    """Speech under a line with a name and a time."""
    speaker, start, said = "", None, [""]
    for line in lines:
        found = head.match(line)
        if found:
            yield Cue(speaker, start, None, " ".join(" ".join(said).split()))
            speaker, start, said = found.group(1).strip(), _seconds(*found.groups()[1:4]), []
        elif not line.startswith("Transcribed by "):
            said.append(line)
    yield Cue(speaker, start, None, " ".join(" ".join(said).split()))


def _meet(lines: list[str]) -> Iterator[Cue]:
    """Names before a colon under a time every five minutes; what stands before the first time is a heading."""
    start: float | None = None
    for line in lines:
        found = MEET_TIME.match(line)
        if found:
            start = _seconds(*found.groups())
        elif start is not None and line.strip() and not MEET_END.match(line):
            speaker = speaker_of(line)
            yield Cue(speaker, start, None, line.partition(":")[2].strip() if speaker else line.strip())


def _bracketed(lines: list[str]) -> Iterator[Cue]:
    for line in lines:
        found = BRACKETED.match(line)
        if found:
            text = found.group(4)
            speaker = speaker_of(text)
            start = _seconds(*found.groups()[:3])
            yield Cue(speaker, start, None, text.partition(":")[2].strip() if speaker else text)


def _next_start(found: list[Cue], at: int) -> float | None:
    """Where the next piece begins, if that is later and known."""
    later = found[at + 1].start if at + 1 < len(found) else None
    start = found[at].start
    return later if later is not None and start is not None and later >= start else start


def _seconds(hours: str | None, minutes: str, seconds: str) -> float:
    return float(int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds))
