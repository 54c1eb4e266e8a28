"""What is settled when a Task Group is planned, as its form gives it and its plan takes it."""

from dataclasses import dataclass
from datetime import datetime

from taskgroups.people.models import Person


@dataclass(frozen=True)
class Plan:
    """When, where, under which framework, chaired and noted by whom. Moments carry their time zone."""

    starts_at: datetime
    ends_at: datetime
    place: str
    video_link: str
    pack: str
    chair: Person
    clerk: Person | None
