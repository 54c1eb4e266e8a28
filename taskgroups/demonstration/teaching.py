"""The training programme: five sessions across two counties, two held, three to come, booked by over fifty people."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from taskgroups.demonstration import clock
from taskgroups.demonstration.ground import account
from taskgroups.meetings.plan.rhythm import in_term
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium
from taskgroups.training.domain import arrange, attend, book, hear
from taskgroups.training.models import TrainingSession

TOLD = Path(__file__).with_name("teaching.toml")
WORDS = (
    "More time to try the questions in pairs, please.",
    "",
    "The example of the reading lead made it plain.",
    "Keep it to the morning.",
    "",
    "I would have liked to see a whole item chaired once.",
    "Say at the start what we shall be able to do at the end.",
    "",
    "Stay with one school's story all the way through.",
    "The talk over lunch taught me most.",
    "",
    "Send the papers a week before.",
)


def tell(consortium: Consortium, today: date) -> None:
    """Arrange each session three weeks before it, or a week ago; then let people book, come and say how it was."""
    told = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    heads = iter(told["heads"])
    for one in told["session"]:
        day = _school_day(today + timedelta(days=one["away"]), held=one["away"] < 0)
        with clock.at(_moment(min(day - timedelta(days=21), today - timedelta(days=7)), 10)):
            session = _arranged(consortium, day, one)
        people = [account(name) for name in one.get("cast", [])] + [account(next(heads)) for _ in range(one["booked"])]
        for number, person in enumerate(people):
            with clock.at(session.made_at + timedelta(hours=number + 1)):
                book.book(by=person, session=session)
        if one["away"] < 0:
            _held(session, people, one)
    hear.count_feedback()


def _arranged(consortium: Consortium, day: date, one: dict[str, Any]) -> TrainingSession:
    starts = _moment(day, one["hour"])
    whose = consortium if one["for"] == "consortium" else Authority.objects.get(code=one["for"])
    terms = arrange.Terms(
        title=one["title"], about=one["about"], place=one.get("place", ""), video_link=one.get("video", ""),
        starts_at=starts, ends_at=starts + timedelta(hours=2), capacity=one["capacity"], trainer=one["trainer"],
        run_by=account(one["run_by"]) if "run_by" in one else None, joining=one.get("joining", ""),
    )  # fmt: skip
    return arrange.make_session(by=account(one["by"]), arranger=whose, terms=terms)


def _held(session: TrainingSession, people: list[Person], one: dict[str, Any]) -> None:
    """The last few missed it; of those who came some, but never the cast, said how it was on the days after."""
    here = people[: len(people) - one["missed"]]
    keys = dict(session.bookings.values_list("person", "pk"))
    with clock.at(session.ends_at):
        came = {keys[person.pk]: person in here for person in people}
        attend.record_attendance(by=session.made_by, session=session, came=came)
    for number, (person, answers) in enumerate(zip(_who_say(here, one), _answers(), strict=False)):
        with clock.at(session.ends_at + timedelta(hours=5 + 3 * number)):
            hear.say(by=person, session=session, answers=answers, words=WORDS[number % len(WORDS)])


def _who_say(here: list[Person], one: dict[str, Any]) -> list[Person]:
    return [person for person in here if person.name not in one.get("cast", [])][: one["said"]]


def _answers() -> Iterator[dict[str, int]]:
    """Mostly good, and least so about being ready to chair: one session makes nobody ready."""
    for number in range(100):
        yield {"clear": 4 - number % 5 // 4, "asked": 4 - number % 3 // 2, "ready": (3, 4, 3, 2)[number % 4]}


def _school_day(day: date, *, held: bool) -> date:
    """The day itself, or the Friday before a weekend; of what is to come, the first such day in term."""
    friday = day - timedelta(days=max(0, day.weekday() - 4))
    return friday if held else in_term(friday)


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 30)))
