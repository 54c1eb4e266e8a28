"""Calendar entries hold what RFC 5545 and 5546 require, whatever people are called."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from taskgroups.kit.paper.calendar import Attendee, Entry, Organiser, to_ics
from taskgroups.kit.paper.tests.ics import check_method, read, words

SUMMER = datetime(2017, 6, 14, 14, 30, tzinfo=UTC)
ENTRY = Entry(
    uid="7d1f@taskgroups.example",
    sequence=0,
    starts=SUMMER,
    ends=SUMMER + timedelta(minutes=105),
    summary="Task Group at Larkfield",
    organiser=Organiser("Imogen Ashdown", "imogen@ferncombe.example"),
    attendees=(Attendee("Ada Larch", "ada@larkfield.example", "CHAIR", "ACCEPTED"), Attendee("Bo", "bo@b.example")),
    stamp=datetime(2017, 5, 1, 9, tzinfo=UTC),
    description="Bring the books; all of them, please.\nPark behind the hall.",
    location="The library, Larkfield",
    url="https://taskgroups.example/meetings/7/",
)


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_request_and_a_cancellation_hold_what_is_required(method: str) -> None:
    check_method(read(to_ics(replace(ENTRY, method=method))))  # type: ignore[arg-type]


def test_an_update_keeps_the_uid_and_raises_the_sequence() -> None:
    first, second = (read(to_ics(replace(ENTRY, sequence=n))).part("VEVENT") for n in (0, 1))
    assert first.one("UID") == second.one("UID")
    assert (first.one("SEQUENCE"), second.one("SEQUENCE")) == ("0", "1")


def test_summer_time_is_told_as_the_clock_on_the_wall() -> None:
    event = read(to_ics(ENTRY)).part("VEVENT")
    assert event.all("DTSTART") == [({"TZID": "Europe/London"}, "20170614T153000")]
    assert event.all("DTEND") == [({"TZID": "Europe/London"}, "20170614T171500")]


def test_winter_time_is_told_as_the_clock_on_the_wall() -> None:
    start = datetime(2017, 1, 18, 15, 30, tzinfo=UTC)
    event = read(to_ics(replace(ENTRY, starts=start, ends=start + timedelta(hours=1)))).part("VEVENT")
    assert event.all("DTSTART") == [({"TZID": "Europe/London"}, "20170118T153000")]


def test_the_stamp_is_in_utc() -> None:
    assert read(to_ics(ENTRY)).part("VEVENT").one("DTSTAMP") == "20170501T090000Z"


@pytest.mark.parametrize("day", range(0, 365, 7))
def test_our_zone_agrees_with_the_zone_database_all_year(day: int) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
    raw = to_ics(replace(ENTRY, starts=start, ends=start + timedelta(hours=1)))
    zone = Calendar.from_ical(raw).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    local = start.astimezone(ZoneInfo("Europe/London")).replace(tzinfo=None)
    assert local.replace(tzinfo=zone).utcoffset() == start.astimezone(ZoneInfo("Europe/London")).utcoffset()


def test_people_come_with_their_part_and_their_answer() -> None:
    event = read(to_ics(ENTRY)).part("VEVENT")
    assert event.all("ATTENDEE") == [
        (
            {"CN": "Ada Larch", "CUTYPE": "INDIVIDUAL", "PARTSTAT": "ACCEPTED", "ROLE": "CHAIR", "RSVP": "TRUE"},
            "mailto:ada@larkfield.example",
        ),
        (
            {"CN": "Bo", "CUTYPE": "INDIVIDUAL", "PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT", "RSVP": "TRUE"},
            "mailto:bo@b.example",
        ),
    ]
    assert event.all("ORGANIZER") == [({"CN": "Imogen Ashdown"}, "mailto:imogen@ferncombe.example")]


def test_a_cancellation_asks_for_no_reply_and_frees_the_time() -> None:
    event = read(to_ics(replace(ENTRY, method="CANCEL"))).part("VEVENT")
    assert [params.get("RSVP") for params, _ in event.all("ATTENDEE")] == [None, None]
    assert (event.one("STATUS"), event.one("TRANSP")) == ("CANCELLED", "TRANSPARENT")


def test_commas_semicolons_and_lines_survive() -> None:
    event = read(to_ics(ENTRY)).part("VEVENT")
    assert words(event.one("DESCRIPTION")) == ENTRY.description
    assert words(event.one("LOCATION")) == ENTRY.location


@given(st.text(max_size=200), st.text(max_size=300))
def test_no_name_and_no_text_can_add_a_line(name: str, text: str) -> None:
    attendees = (Attendee(name, "a@b.example"),)
    made = replace(
        ENTRY,
        summary=f"x{text}",
        description=text,
        location=text,
        organiser=Organiser(name, "o@b.example"),
        attendees=attendees,
    )
    whole = read(to_ics(made))
    check_method(whole)
    assert len(whole.part("VEVENT").all("ATTENDEE")) == 1


@pytest.mark.parametrize("nothing", ["", " ", "\n\n", "\x00\u202e"])
def test_no_property_is_without_a_value(nothing: str) -> None:
    event = read(to_ics(replace(ENTRY, description=nothing, location=nothing, url=nothing))).part("VEVENT")
    assert [event.all(name) for name in ("DESCRIPTION", "LOCATION", "URL")] == [[], [], []]


@pytest.mark.parametrize("nothing", ["", " \n", "\x00\u202e"])
def test_an_entry_without_a_summary_is_refused(nothing: str) -> None:
    with pytest.raises(ValueError, match="needs a uid, a summary"):
        replace(ENTRY, summary=nothing)


def test_a_name_with_a_line_break_stays_a_name() -> None:
    forged = (Attendee('Eve\r\nATTENDEE:mailto:x@y.example";ROLE=CHAIR:', "eve@b.example"),)
    ((params, address),) = read(to_ics(replace(ENTRY, attendees=forged))).part("VEVENT").all("ATTENDEE")
    assert params["CN"] == "Eve ATTENDEE:mailto:x@y.example';ROLE=CHAIR:"
    assert (params["ROLE"], address) == ("REQ-PARTICIPANT", "mailto:eve@b.example")


@pytest.mark.parametrize(
    "email", ["", "nobody", "a@b.example\r\nX:y", "a b@c.example", "<a@b.example>", "a@b@c.example"]
)
def test_an_address_that_could_break_the_line_is_refused(email: str) -> None:
    with pytest.raises(ValueError, match="e-mail address"):
        replace(ENTRY, attendees=(Attendee("A", email),))


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        replace(ENTRY, ends=SUMMER)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        replace(ENTRY, starts=SUMMER.replace(tzinfo=None))


def test_an_entry_for_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="somebody to invite"):
        replace(ENTRY, attendees=())
