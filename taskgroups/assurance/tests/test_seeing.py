"""What the head is shown before sharing is what that audience gets after it, and nothing is shared by looking."""

import pytest
from django.urls import reverse

from taskgroups.evaluation.domain.evidence import Facts, add_evidence
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain.record import mark_accurate, send_to_head
from taskgroups.meetings.models import Record
from taskgroups.meetings.tests.record.cast import earlier_action, held
from taskgroups.schools.domain.share import share
from taskgroups.schools.models import Audience, Sharing, Thing
from taskgroups.schools.policy import today
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


def frame(as_, cast: Cast, at: str, seer: int, **proposed: int) -> str:
    """What stands in the frame, for a page of the school."""
    asked = {"seer": seer, "at": at, **proposed}
    page = check_page(as_(cast.head_a).get(reverse("school-sharing-seen", args=[cast.a.urn]), asked).content)
    return text_of(page.xpath("//section[@id = 'seen']")[0])


def deeper(cast: Cast) -> dict[str, tuple[str, str]]:
    """Pages of school A by the thing they show, with words that stand on them."""
    earlier_action(cast)
    group = held(cast)
    cast.a.judgements.filter(voice="school").update(why="Books show it.")
    add_evidence(school=cast.a, facts=Facts("The book look", "work", today()), by=cast.head_a)
    record = send_to_head(by=cast.clerk, record=Record.objects.get(task_group=group))
    mark_accurate(by=cast.head_a, record=record)
    at = {
        name: reverse(name, args=[cast.a.urn]) for name in ("school-evidence", "school-actions", "school-task-groups")
    }
    return {
        "evaluation": (
            reverse("school-evaluation-area", args=[cast.a.urn, "achievement"]) + "?pack=rf-2025",
            "Books show it.",
        ),
        "evidence": (at["school-evidence"], "The book look"),
        "improvement": (at["school-actions"], SENTINEL),
        "record": (at["school-task-groups"] + "?when=past", "Its record is shared with you"),
    }


def test_the_deeper_pages_are_those_that_audience_opens(cast: Cast, as_) -> None:
    """Before it is shared the frame shows what an officer then reads on the very page; nearer, they find nothing."""
    for thing, (at, words) in deeper(cast).items():
        assert words in frame(as_, cast, at, seer=3, **{thing: 3})
        assert "They would find no such page." in frame(as_, cast, at, seer=3, **{thing: 2})
        assert as_(cast.officer).get(at).status_code == 404
        share(school=cast.a, audiences={thing: Audience.AUTHORITY}, by=cast.head_a)
        assert words in text_of(check_page(as_(cast.officer).get(at).content))


def test_taking_back_shuts_every_deeper_page_at_once(cast: Cast, as_) -> None:
    places = [at for at, _ in deeper(cast).values()]
    browser = as_(cast.officer)
    found = []
    for audience in (Audience.AUTHORITY, Audience.SCHOOL):
        share(school=cast.a, audiences=dict.fromkeys(Thing.values, audience), by=cast.head_a)
        found.append([browser.get(at).status_code for at in places])
    assert found == [[200] * 4, [404] * 4]


@pytest.mark.parametrize("at", ["/schools/990002/", "/schools/990001/owning/", "/you/", "/nowhere/", "//else.example/"])
def test_the_frame_shows_nothing_but_the_school_s_own_pages(at: str, cast: Cast, as_) -> None:
    assert "They would find no such page." in frame(as_, cast, at, seer=3, improvement=3)


def test_a_link_in_the_frame_leads_on_within_it_and_a_form_sends_nothing(cast: Cast, as_) -> None:
    place = reverse("school-sharing-seen", args=[cast.a.urn])
    page = check_page(as_(cast.head_a).get(place, {"seer": 3, "improvement": 3}).content)
    links = page.xpath("//*[contains(@class, 'as-seen')]//a/@href")
    assert [link for link in links if not link.startswith((f"{place}?", "#"))] == []
    assert any("at=%2Fschools%2F990001%2Fimprovement%2F" in link for link in links)
    assert page.xpath("//*[contains(@class, 'as-seen')]//form") == []


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
