"""How actions and improvement issues are called in a school's trail."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.schools.models import School
from taskgroups.schools.trail import About, Named, by_words


def name_lines(school: School, abouts: Collection[About]) -> Mapping[About, Named]:
    """Name the actions and issues that lines are about. Two queries."""
    about = {one.words for one in abouts}
    actions = Action.objects.filter(school=school, public_id__in=about).only("public_id", "what")
    issues = ImprovementIssue.objects.filter(school=school, public_id__in=about).only("public_id", "title")
    named = {one.public_id: Named(one.title, reverse("school-improvement", args=[school.urn])) for one in issues}
    for one in actions:
        named[one.public_id] = Named(one.what, reverse("school-action", args=[school.urn, one.public_id]))
    return by_words(abouts, named)
