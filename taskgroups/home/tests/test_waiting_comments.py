"""Comments that wait for a moderator stand on Home."""

from taskgroups.bulletin.domain.comment import Way, report_comment
from taskgroups.bulletin.domain.moderate import publish_comment
from taskgroups.home.waiting import what_needs
from taskgroups.people.models import Person
from tests.bulletin import a_comment, an_article, moderates
from tests.cast import Cast


def test_what_waits_stands_on_home_and_for_editors_where_nobody_moderates(cast: Cast) -> None:
    made = an_article(cast)
    a_comment(made)
    a_comment(made, "Buy", seal=None)
    lead = Person.objects.get(pk=cast.lead.pk)
    assert ("Ask for a moderator", "1 comment on Heads Up, and nobody moderates") in [
        (one.what, one.about) for one in what_needs(lead)
    ]
    by = moderates(cast.clerk)
    report_comment(comment=publish_comment(by=by, comment=a_comment(made, "Two")), reason="No", way=Way(None))
    told = [one.what for one in what_needs(by)]
    assert [one for one in told if "comment" in one] == [
        "Look at 1 comment that readers report", "Read 1 comment that waits to be published",
    ]  # fmt: skip
    assert "Ask for a moderator" not in [one.what for one in what_needs(Person.objects.get(pk=cast.lead.pk))]
