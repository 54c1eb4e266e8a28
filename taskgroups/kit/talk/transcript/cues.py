"""The layouts with cues: WebVTT (Teams, Zoom and plain), SRT and YouTube's SBV. A cue has times, a speaker and text."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from taskgroups.kit.talk.unreadable import Unreadable


class Cue(NamedTuple):
    """A piece of speech: who (empty where nobody is named), from and to in seconds where known, the words."""

    speaker: str
    start: float | None
    end: float | None
    text: str
    utterance: str = ""  # Teams cuts one utterance into several cues and numbers them alike


_AT = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
ARROW = re.compile(rf"\s*{_AT}\s*-->\s*{_AT}")
COMMA = re.compile(rf"\s*{_AT},{_AT}\s*$")
LIKE_TIMES = re.compile(r"\s*\d+:\d.*-->|\s*\d+:\d\d:\d\d\.\w+,\d+:")
VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]*)>")
PIECE = re.compile(r".*/(\d+)-\d+\s*$")
TAG = re.compile(r"</?[a-zA-Z0-9.:_-][^>]*>|</v>")
NAMED = re.compile(r"([^\W\d_](?:[^:<>?!(]|\([^()<>?!]{1,40}\)){0,58}?):\s+(?=\S)")  # 'Ann (Head: Oak): …' is one name
IN_BRACKETS = re.compile(r"\(([^)]{2,60})\)\s*$")
NOT_NAMES = frozenset(
    ["http", "https", "note", "so", "and", "but", "because", "question", "answer", "then", "yes", "no", "ok", "okay"]
)


def cues(text: str) -> list[Cue]:
    """The cues of a text in order. Raises Unreadable where times stand that cannot be read, or none at all."""
    found: list[Cue] = []
    for block in _blocks(text):
        if found and IN_BRACKETS.match(block[0].strip()) and not any(map(_times, block)):
            found += _spoken(block, found[-1].start, found[-1].end)  # a second voice within the same times
        found += _cues_of(block)
    if not found:
        raise Unreadable("The transcript holds no speech. Save it again from the meeting, with its times and words.")
    return found


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines between blank lines; comments, styles and regions left out."""
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            block.append(line)
        elif block:
            if not re.match(r"(WEBVTT|NOTE|STYLE|REGION)\b", block[0]) or any(ARROW.match(one) for one in block):
                yield block
            block = []


def _cues_of(block: list[str]) -> Iterator[Cue]:
    """The cues of one block: usually one; text before any times belongs to nobody and is left."""
    times: tuple[float, float] | None = None
    said: list[str] = []
    piece = ""
    for line in block:
        now = _times(line)
        if now is None:
            said.append(line)
            continue
        if times and said:
            yield from _spoken(said, *times, piece)
        numbered = PIECE.match(said[-1]) if said else None
        piece = numbered.group(1) if numbered else ""
        times, said = now, []
    if times:
        yield from _spoken(said, *times, piece)


def _times(line: str) -> tuple[float, float] | None:
    if not line.lstrip()[:1].isdigit():
        return None
    found = ARROW.match(line) or COMMA.match(line)
    if found is None:
        if LIKE_TIMES.match(line):
            raise Unreadable(f"The times ‘{line.strip()[:60]}’ cannot be read. Save the transcript again.")
        return None
    return _seconds(*found.groups()[:4]), _seconds(*found.groups()[4:8])


def _seconds(hours: str | None, minutes: str, seconds: str, rest: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(rest.ljust(3, "0")) / 1000


def _spoken(lines: list[str], start: float | None, end: float | None, piece: str = "") -> Iterator[Cue]:
    """The speech of one cue, which may hold several voices."""
    named = IN_BRACKETS.match(lines[0].strip()) if lines else None
    if named and len(lines) > 1:
        yield Cue(named.group(1).strip(), start, end, _plain(" ".join(lines[1:])), piece)
        return
    whole = " ".join(lines)
    voices = VOICE.split(whole)
    if len(voices) > 1:
        for speaker, text in zip(voices[1::2], voices[2::2], strict=True):
            yield Cue(_name(speaker), start, end, _plain(text), piece)
        return
    text = _plain(whole)
    speaker = speaker_of(text)
    if speaker:
        text = text[NAMED.match(text).end() :]  # type: ignore[union-attr]
    if text:
        yield Cue(_name(speaker), start, end, text, piece)


def speaker_of(line: str) -> str:
    """The name before a colon, where it reads as a name: a few words, no verb of speech, not an address."""
    found = NAMED.match(line)
    if not found:
        return ""
    name = found.group(1).strip()
    words = name.split()
    if len(words) > 6 or words[0].lower() in NOT_NAMES or any(mark in name for mark in ";…"):
        return ""
    return name if len(words) == 1 or all(w[0].isupper() or not w[0].isalpha() for w in words if len(w) > 3) else ""


def _name(raw: str) -> str:
    return " ".join(html.unescape(raw).split())


def _plain(text: str) -> str:
    if "<" in text:
        text = TAG.sub("", text)
    return " ".join([one for one in html.unescape(text).split() if one != "-"])
