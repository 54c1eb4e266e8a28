"""Calendar entries that mail programs act on: RFC 5545 (iCalendar), RFC 5546 (requests and cancellations)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vDatetime, vText, vUri

from taskgroups.kit.paper.document import cleaned

LONDON = ZoneInfo("Europe/London")
PRODUCT = "-//Task Groups//Task Groups//EN"
_ADDRESS = re.compile(r"[^\s@<>\"'(),:;\\\x00-\x1f\x7f]+@[^\s@<>\"'(),:;\\\x00-\x1f\x7f]+")
# The rule since 1996: summer time from the last Sunday of March to the last Sunday of October, both at 01:00 UTC
# (Summer Time Order 2002, SI 2002/262).
_ZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Organiser:
    """Who invites."""

    name: str
    email: str


@dataclass(frozen=True)
class Attendee:
    """Who is invited, how much they are needed and what they have answered (RFC 5545, 3.2.12 and 3.2.16)."""

    name: str
    email: str
    role: Literal["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"] = "REQ-PARTICIPANT"
    partstat: Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"] = "NEEDS-ACTION"


@dataclass(frozen=True)
class Entry:
    """One meeting in a calendar. The uid stays for its whole life; the sequence rises with each change sent."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    organiser: Organiser
    attendees: Sequence[Attendee]
    stamp: datetime
    method: Literal["REQUEST", "CANCEL"] = "REQUEST"
    description: str = ""
    location: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        for name in ("starts", "ends", "stamp"):
            if getattr(self, name).tzinfo is None:
                raise ValueError(f"'{name}' has no time zone.")
        if self.ends <= self.starts:
            raise ValueError("The entry ends before it starts.")
        if not _one_line(self.uid) or not _one_line(self.summary) or not self.attendees:
            raise ValueError("An entry needs a uid, a summary and somebody to invite (RFC 5546, 3.2.2).")
        if self.sequence < 0:
            raise ValueError("The sequence is a whole number from 0 up.")
        for email in (self.organiser.email, *(one.email for one in self.attendees)):
            if not _ADDRESS.fullmatch(email):
                raise ValueError(f"'{email}' is not an e-mail address that a calendar can hold.")


def to_ics(entry: Entry) -> bytes:
    """Return the entry as a calendar object in UTF-8, lines folded at 75 octets, times in London with their zone."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", entry.method)
    calendar.add_component(Timezone.from_ical(_ZONE))
    calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def reworded(ics: bytes, words: Callable[[str], str]) -> bytes:
    """Return a calendar object whose summary, description and place are what `words` makes of them."""
    calendar = Calendar.from_ical(ics)
    for event in calendar.walk("VEVENT"):
        for name in ("summary", "description", "location"):
            if name in event:
                event[name] = vText(words(str(event[name])))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", _one_line(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC).replace(microsecond=0))
    for name, moment in (("dtstart", entry.starts), ("dtend", entry.ends)):
        event[name] = vDatetime(moment.astimezone(LONDON).replace(microsecond=0), {"TZID": "Europe/London"})
    event.add("summary", vText(_one_line(entry.summary)))
    event.add("status", "CANCELLED" if entry.method == "CANCEL" else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.method == "CANCEL" else "OPAQUE")
    # What is only white space is left out: to libical, which GNOME's and KDE's calendars read with, a property without
    # a value is an error.
    if description := cleaned(entry.description):
        event.add("description", vText(description))
    if location := _one_line(entry.location):
        event.add("location", vText(location))
    if url := "".join(cleaned(entry.url).split()):
        event.add("url", vUri(url))
    event.add("organizer", _address(entry.organiser))
    for attendee in entry.attendees:
        event.add("attendee", _invited(attendee, entry.method))
    return event


def _invited(attendee: Attendee, method: str) -> vCalAddress:
    address = _address(attendee)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = attendee.role
    address.params["PARTSTAT"] = attendee.partstat
    if method == "REQUEST":
        address.params["RSVP"] = "TRUE"
    return address


def _address(person: Organiser | Attendee) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    # A quoted parameter holds neither a double quote nor a control character (RFC 5545, 3.1), and some readers
    # take a backslash for an escape.
    address.params["CN"] = _one_line(person.name).replace('"', "'").replace("\\", "/") or person.email
    return address


def _one_line(text: str) -> str:
    return " ".join(cleaned(text).split())
