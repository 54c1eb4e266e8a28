"""A small strict reader of calendar objects, ours and not the library's that writes them: RFC 5545, 3.1."""

import re
from dataclasses import dataclass, field

_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(.*)', re.DOTALL)
_PARAM = re.compile(r';([A-Z-]+)=(?:"([^"]*)"|([^";:,]*))')

# RFC 5546, 3.2.2 and 3.2.5: what a request and a cancellation must hold, and how often.
REQUIRED = {
    "REQUEST": {"ATTENDEE": (1, 99), "DTSTAMP": (1, 1), "DTSTART": (1, 1), "ORGANIZER": (1, 1), "SUMMARY": (1, 1)},
    "CANCEL": {"ATTENDEE": (0, 99), "DTSTAMP": (1, 1), "ORGANIZER": (1, 1), "STATUS": (1, 1)},
}
FOR_BOTH = {
    "SEQUENCE": (1, 1),
    "UID": (1, 1),
    "DTEND": (0, 1),
    "DURATION": (0, 0),
    "RSVP": (0, 0),
    "REQUEST-STATUS": (0, 0),
}
STATUS = {"REQUEST": {"CONFIRMED", "TENTATIVE"}, "CANCEL": {"CANCELLED"}}


@dataclass
class Part:
    """One component: its lines in order and its components."""

    name: str
    lines: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def all(self, name: str) -> list[tuple[dict[str, str], str]]:
        return [(params, value) for found, params, value in self.lines if found == name]

    def one(self, name: str) -> str:
        ((_, value),) = self.all(name)
        return value

    def part(self, name: str) -> "Part":
        (found,) = [part for part in self.parts if part.name == name]
        return found


def read(raw: bytes) -> Part:
    """Read one calendar object; fail on a line that RFC 5545 does not allow."""
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    physical = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, physical)) <= 75
    for line in physical:
        line.decode()  # no character is torn apart by a fold
    stack = [Part("")]
    for line in re.split(r"\r\n(?![ \t])", raw.removesuffix(b"\r\n").decode()):
        _take(stack, re.sub(r"\r\n[ \t]", "", line))
    (whole,) = stack[0].parts
    return whole


def _take(stack: list[Part], line: str) -> None:
    match = _LINE.fullmatch(line)
    assert match, f"not a content line: {line}"
    name, params, value = match.groups()
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
    if name == "BEGIN":
        stack[-1].parts.append(Part(value))
        stack.append(stack[-1].parts[-1])
    elif name == "END":
        assert stack.pop().name == value
    else:
        stack[-1].lines.append((name, {key: quoted or bare for key, quoted, bare in _PARAM.findall(params)}, value))


def check_method(whole: Part) -> None:
    """Fail unless the object holds what RFC 5546 requires of its method, and a zone for each TZID (RFC 5545, 3.6.5)."""
    method = whole.one("METHOD")
    event = whole.part("VEVENT")
    assert (whole.one("VERSION"), len(whole.all("PRODID"))) == ("2.0", 1)
    for name, (least, most) in (FOR_BOTH | REQUIRED[method]).items():
        assert least <= len(event.all(name)) <= most, f"{name} in {method}"
    assert event.one("STATUS") in STATUS[method]
    zones = {part.one("TZID") for part in whole.parts if part.name == "VTIMEZONE"}
    assert {params["TZID"] for _, params, _ in event.lines if "TZID" in params} == zones


def words(value: str) -> str:
    """The TEXT value as a reader shows it (RFC 5545, 3.3.11)."""
    return re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], value)
