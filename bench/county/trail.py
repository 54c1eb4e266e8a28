"""What every use leaves behind: the audit trail, letters sent, the last day's spent presses, sessions."""

import uuid
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from bench.county import bulk
from bench.county.schools import Made
from taskgroups.kit.access.models import Entry, Press
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import TaskGroup

VERBS = ("planned", "changed the agenda", "invited", "sent the preparation", "opened the room", "closed the room",
         "worded record", "kept questions", "sent record to the head", "agreed record")  # fmt: skip
LETTER = "You are invited to a Task Group.\n\nAnswer with one click:\nyes\nperhaps\nno\n\nYou need no account for that."


def build(made: Made, held: list[TaskGroup]) -> None:
    """Write ten entries of the trail and seven letters for each meeting, 2,000 presses and 500 sessions."""
    now = timezone.now()
    bulk.write(
        Entry(by=made.head(group.school), verb=verb, school_urn=group.school.urn, about=group.public_id)
        for group in held
        for verb in VERBS
    )
    bulk.write(
        Letter(to=f"head{n}@bench.example", subject="Invitation to a Task Group", text=LETTER, state="sent",
               about=group.public_id, created=group.starts_at, sent_at=group.starts_at)
        for group in held
        for n in range(7)
    )  # fmt: skip
    bulk.write(Press(token=uuid.uuid4(), at=now, led_to="/") for _ in range(2000))
    bulk.write(
        Session(session_key=uuid.uuid4().hex, session_data="x" * 200, expire_date=now + timedelta(hours=12))
        for _ in range(500)
    )
