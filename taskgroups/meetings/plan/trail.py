"""How Task Groups are called in the trail of the school they were about."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.design.words import day
from taskgroups.meetings.models import TaskGroup
from taskgroups.schools.models import School
from taskgroups.schools.trail import About, Named, by_words


def name_lines(school: School, abouts: Collection[About]) -> Mapping[About, Named]:
    """Name the Task Groups that lines are about, by their day. One query."""
    about = {one.words for one in abouts}
    found = TaskGroup.objects.filter(school=school, public_id__in=about).only("public_id", "starts_at")
    named = {
        one.public_id: Named(
            f"Task Group, {day(timezone.localdate(one.starts_at))}", reverse("task-group", args=[one.public_id])
        )
        for one in found
    }
    return by_words(abouts, named)
