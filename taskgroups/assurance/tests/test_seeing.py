"""What the head is shown before sharing is what that audience gets after it, and nothing is shared by looking."""

import pytest
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.tests.record.cast import earlier_action
from taskgroups.schools.domain.share import share
from taskgroups.schools.models import Audience, Sharing
from tests.cast import Cast

SENTINEL = "Hear every new pupil read"
PLACES = ("school", "school-improvement", "school-actions", "school-actions-csv", "school-one-side")
OUTSIDE = {"lead": Audience.CONSORTIUM, "head_c": Audience.CONSORTIUM, "officer": Audience.AUTHORITY}


def shown(as_, cast: Cast, **proposed: int) -> str:
    place = reverse("school-sharing-seen", args=[cast.a.urn])
    return text_of(check_page(as_(cast.head_a).get(place, proposed).content))


@pytest.mark.parametrize(
    ("seer", "shared", "sees"), [(2, 2, True), (2, 1, False), (3, 2, False), (3, 3, True), (1, 1, True)]
)
def test_it_shows_what_that_audience_would_see(seer: int, shared: int, sees: bool, cast: Cast, as_) -> None:
    earlier_action(cast)
    assert (SENTINEL in shown(as_, cast, seer=seer, improvement=shared)) == sees


def test_looking_shares_nothing(cast: Cast, as_) -> None:
    earlier_action(cast)
    shown(as_, cast, seer=3, improvement=3)
    assert (Sharing.objects.count(), as_(cast.lead).get(reverse("school-actions", args=[cast.a.urn])).status_code) == (
        0,
        404,
    )


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("audience", Audience.values)
def test_nothing_reaches_anybody_above_the_audience(who: str, audience: int, cast: Cast, as_) -> None:
    earlier_action(cast)
    share(school=cast.a, audiences={"improvement": audience}, by=cast.head_a)
    browser = as_(getattr(cast, who))
    pages = [browser.get(reverse(name, args=[cast.a.urn])).content for name in PLACES[:-1]]
    pages.append(browser.get("/search/?q=hear").content)
    assert any(SENTINEL.encode() in one for one in pages) == (audience >= OUTSIDE[who])


@pytest.mark.parametrize("who", OUTSIDE)
def test_what_is_taken_back_is_gone_with_the_next_look(who: str, cast: Cast, as_) -> None:
    earlier_action(cast)
    for audience in (Audience.AUTHORITY, Audience.SCHOOL):
        share(school=cast.a, audiences={"improvement": audience}, by=cast.head_a)
    browser = as_(getattr(cast, who))
    assert [n for n in PLACES[:-1] if SENTINEL.encode() in browser.get(reverse(n, args=[cast.a.urn])).content] == []
