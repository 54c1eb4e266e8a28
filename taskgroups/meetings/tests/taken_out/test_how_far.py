"""How far taking words out reaches, and for how long; and what it leaves alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.improvement.models import Action
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.paper.calendar import reworded
from taskgroups.kit.post.models import Enclosure, Letter
from taskgroups.meetings.domain.capture import Stamp, answer
from taskgroups.meetings.domain.take_out import take_out
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.policy import REACHES
from taskgroups.meetings.taken_out.matching import PUT, Wanted
from taskgroups.meetings.tests.record.cast import earlier_action
from taskgroups.meetings.tests.room.cast import item, under_way
from tests.cast import Cast

TOM = Wanted("Tom Sparrow")
SAYS = "We heard Tom Sparrow read in Year 4."


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    opened = under_way(cast)
    answer(Stamp(by=cast.clerk, group=opened, item=item(opened, "achievement")), text=SAYS)
    return opened


def closed(group: TaskGroup, ago: timedelta) -> TaskGroup:
    TaskGroup.objects.filter(pk=group.pk).update(state="closed", closed_at=timezone.now() - ago)
    return TaskGroup.objects.get(pk=group.pk)


def said(group: TaskGroup) -> str:
    return group.events.get(kind="answer").text


@pytest.mark.parametrize(
    ("who", "ago", "wide"),
    [
        ("clerk", REACHES - timedelta(hours=1), True),
        ("clerk", REACHES + timedelta(hours=1), False),
        ("head_b", REACHES + timedelta(hours=1), False),
        ("head_a", REACHES * 9, True),
    ],
)
def test_chair_and_clerk_reach_the_schools_actions_for_ninety_days_and_its_head_always(
    cast: Cast, group, who, ago, wide
) -> None:
    action, by = earlier_action(cast, what="Hear Tom Sparrow read"), getattr(cast, who)
    take_out(by=by, group=closed(group, ago), wanted=TOM, reason="Named")
    action.refresh_from_db()
    assert (said(group), PUT in action.what) == (f"We heard {PUT} read in Year 4.", wide)


def test_words_that_stand_in_the_school_alone_are_then_not_theirs_and_the_page_says_whose(cast, as_, group) -> None:
    earlier_action(cast, what="Hear Alice Wren read")
    old = closed(group, REACHES * 2)
    with pytest.raises(Refused, match="do not stand in this Task Group"):
        take_out(by=cast.clerk, group=old, wanted=Wanted("Alice Wren"), reason="Named")
    sent = {"words": "Tom Sparrow", "reason": "Named", "do": "look"}
    page = as_(cast.clerk).post(reverse("task-group-take-out", args=[old.public_id]), sent)
    assert "closed more than ninety days ago" in text_of(check_page(page.content))


def test_a_text_that_fills_its_column_keeps_its_end_and_loses_the_rest_of_a_cut_off_name(cast: Cast, group) -> None:
    whole, cut = "Al " + "x" * 296 + "e", "y" * 293 + " Tom Sp"
    first, second = (earlier_action(cast, what=f"Check {n}") for n in (1, 2))
    Action.objects.filter(pk=first.pk).update(what=whole)
    Action.objects.filter(pk=second.pk).update(what=cut)
    take_out(by=cast.head_a, group=group, wanted=Wanted("Al"), reason="Named")
    take_out(by=cast.head_a, group=group, wanted=TOM, reason="Named")
    texts = [Action.objects.get(pk=one.pk).what for one in (first, second)]
    assert texts == ["… " + "x" * 296 + "e", "y" * 293 + " "]


def test_a_name_among_those_invited_is_no_entry_in_the_calendar_that_was_done(cast: Cast, group) -> None:
    """The words stand in the calendar entry only as who is invited, and nothing is taken out: it must not say done."""
    letter = Letter.objects.create(to="a@cast.example", subject="s", text="t", about=f"task-group:{group.public_id}")
    ics = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Task Group\r\n"
        b'ATTENDEE;CN="Wes Wren":mailto:w@cast.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
    )
    Enclosure.objects.create(letter=letter, name="x.ics", content_type="text/calendar", content=reworded(ics, str))
    with pytest.raises(Refused, match="do not stand in this Task Group"):
        take_out(by=cast.clerk, group=group, wanted=Wanted("Wes Wren"), reason="Named")
