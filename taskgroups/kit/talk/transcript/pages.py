"""The layouts without cues: Zoom's saved captions, Google Meet's document, Otter's export, and bracketed times.

Zoom writes a name and a time on one line or, in other versions, on two.
"""

import re
from collections.abc import Callable, Iterator

from taskgroups.kit.talk.transcript.cues import Cue, speaker_of

_CLOCK = r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})"
ZOOM = re.compile(rf"\[([^\]\d][^\]]{{0,80}})\]\s+{_CLOCK}\s*$")
OTTER = re.compile(rf"([^\W\d_][^:\[\]]{{0,78}}?)\s{{2,}}{_CLOCK}\s*$")
BRACKETED = re.compile(rf"\[{_CLOCK}(?:\.\d+)?\]\s*(.+)$")
MEET_TIME = re.compile(r"(\d{2}):(\d{2}):(\d{2})\s*$")
ALONE = re.compile(r"\s*(\d{1,2}):(\d{2}):(\d{2})\s*$")
ABOVE = re.compile(r"\s*([^\W\d_][^:\[\]]{0,78}(?<![.?!,;]))\s*$")  # a name, with a time on the next line
MEET_END = re.compile(
    r"(?:(?:Transcription|Meeting|Recording) ended after|This editable transcript was computer generated)"
)


def layout_of(lines: list[str]) -> str:
    """Which of these layouts a text has, or nothing."""
    if sum(bool(ZOOM.match(line)) for line in lines) > 0:
        return "zoom-captions"
    if len(_names_above(lines)) > sum(bool(speaker_of(line)) for line in lines):
        return "zoom-lines"
    if any(MEET_TIME.match(line) for line in lines) and any(speaker_of(line) for line in lines):
        return "google-meet"
    if sum(bool(OTTER.match(line)) for line in lines) > 0:
        return "otter"
    return "bracketed" if sum(bool(BRACKETED.match(line)) for line in lines) > 0 else ""


def speech(layout: str, lines: list[str]) -> list[Cue]:
    """The pieces of speech of a text in one of these layouts, each ending where the next begins."""
    readers: dict[str, Callable[[list[str]], Iterator[Cue]]] = {
        "zoom-captions": lambda lines: _headed(lines, ZOOM),
        "zoom-lines": _under_names,
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


def _names_above(lines: list[str]) -> dict[int, str]:
    """The names that stand directly above a time which has a line to itself, by their line's place."""
    found = {at: ABOVE.match(line) for at, line in enumerate(lines[:-1]) if ALONE.match(lines[at + 1])}
    return {at: " ".join(name.group(1).split()) for at, name in found.items() if name}


def _under_names(lines: list[str]) -> Iterator[Cue]:
    """Speech under a line with a name and a line with a time. A time without a name goes on with the same voice."""
    names = _names_above(lines)
    speaker, start, said = "", None, [""]
    for at, line in enumerate(lines):
        time = ALONE.match(line)
        if time or at in names:
            yield Cue(speaker, start, None, " ".join(" ".join(said).split()))
            speaker, said = names.get(at, speaker), []
            start = _seconds(*time.groups()) if time else start
        else:
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
