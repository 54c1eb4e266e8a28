"""A Task Group of the cast, planned as the lead would, and the words a browser sends."""

from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import invite
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.models import TaskGroup


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def wanted(cast, **more) -> planning.Plan:
    day = in_days(30)
    fields = {
        "starts_at": at(day, 13, 30),
        "ends_at": at(day, 15, 40),
        "place": "The library",
        "video_link": "",
        "pack": "eif-2019",
        "chair": cast.head_b,
        "clerk": cast.clerk,
    }
    return planning.Plan(**(fields | more))


def plan(cast, **more) -> TaskGroup:
    """Return a Task Group about Alder Primary, chaired by the head of Birch, in thirty days."""
    return planning.plan(by=cast.lead, consortium=cast.harbour, school=cast.a, wanted=wanted(cast, **more))


def invited(cast, **more) -> TaskGroup:
    """Return the same with its invitations sent."""
    group = plan(cast, **more)
    invite.send_invitations(group=group, by=cast.lead)
    group.refresh_from_db()
    return group


def form(cast, **more) -> dict[str, str]:
    """Return what the planning form sends."""
    day = more.pop("day", in_days(30))
    fields = {
        **parts("day", day),
        "start": "1:30pm",
        "end": "3:40pm",
        "place": "The library",
        "video_link": "",
        "chair": str(cast.head_b.pk),
        "clerk": str(cast.clerk.pk),
        "pack": "",
    }
    return fields | {key: str(value) for key, value in more.items()}


def new_address(cast):
    return f"{reverse('task-group-new')}?consortium={cast.harbour.slug}&school={cast.a.urn}"


def address(group, name="task-group"):
    return reverse(name, args=[group.public_id])


def errors_of(response):
    return [text_of(one) for one in check_page(response.content).xpath("//*[@class='govuk-error-summary__body']//li")]


def reply_address(seat, answer=""):
    return (
        reverse("reply-with", args=[seat.reply_token, answer]) if answer else reverse("reply", args=[seat.reply_token])
    )
