"""Moderators decide about comments, and nobody changes one."""

import pytest
from django.urls import reverse

from taskgroups.bulletin.domain.comment import Way, report_comment
from taskgroups.bulletin.domain.forget import forget_address
from taskgroups.bulletin.domain.moderate import (
    decline_as_spam,
    decline_comment,
    keep_comment,
    publish_comment,
    remove_comment,
)
from taskgroups.bulletin.models import Comment
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from tests.bulletin import EMAIL, a_comment, an_article, moderates
from tests.cast import Cast

AT = "/heads-up/moderate/"


def test_a_moderator_publishes_from_the_list(cast: Cast, client, as_) -> None:
    made, browser = an_article(cast), as_(moderates(cast.clerk))
    said = a_comment(made)
    page = check_page(browser.get(AT).content, "moderate")
    assert "Waiting (1)" in text_of(page)
    answer = browser.post(reverse("heads-up-moderate-step", args=[said.pk]), {"to": "publish"})
    assert (answer.status_code, "We do this too." in client.get(made.get_absolute_url()).content.decode()) == (
        302,
        True,
    )
    assert "No comment waits" in browser.get(AT).content.decode()


def test_a_declined_one_is_never_shown_and_its_writer_is_told_why(cast: Cast, client, as_) -> None:
    made, browser = an_article(cast), as_(moderates(cast.clerk))
    said = a_comment(made)
    address = reverse("heads-up-moderate-one", args=[said.pk])
    answer = browser.post(address, {"reason": " "})
    assert (answer.status_code, Letter.objects.count()) == (422, 0)
    assert browser.post(address, {"reason": "It is about another school."}).status_code == 302
    letter = Letter.objects.get()
    assert (letter.to, "It is about another school." in letter.text, said.text in letter.text) == (EMAIL, True, False)
    assert "We do this too." not in client.get(made.get_absolute_url()).content.decode()


def test_a_removed_one_leaves_its_trace_and_nothing_of_what_it_said(cast: Cast, client) -> None:
    made, by = an_article(cast), moderates(cast.clerk)
    said = publish_comment(by=by, comment=a_comment(made))
    remove_comment(by=by, comment=said, reason="It names a child.")
    page = text_of(check_page(client.get(made.get_absolute_url()).content, "article"))
    assert ("was removed on" in page, "Rita Reader" in page, "It names a child." in page) == (True, False, False)
    assert "It names a child." in Letter.objects.get(to=EMAIL).text
    verbs = list(Entry.objects.filter(by=by).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["published a comment on Heads Up", "removed a comment from Heads Up"]


def test_the_second_of_two_moderators_is_told_that_somebody_was_quicker(cast: Cast) -> None:
    by, said = moderates(cast.clerk), a_comment(an_article(cast))
    publish_comment(by=by, comment=said)
    for late in (lambda: publish_comment(by=by, comment=said),
                 lambda: decline_comment(by=by, comment=said, reason="No")):  # fmt: skip
        with pytest.raises(Refused, match="Somebody was quicker: the comment is now ‘Published’"):
            late()
    remove_comment(by=by, comment=said, reason="No")
    with pytest.raises(Refused, match="‘Removed’"):
        keep_comment(by=by, comment=said)


def test_spam_is_declined_by_the_page_and_nobody_is_written_to(cast: Cast, as_) -> None:
    made, browser = an_article(cast), as_(moderates(cast.clerk))
    spam = [a_comment(made, f"Buy {number}", seal=None) for number in range(3)]
    page = text_of(check_page(browser.get(f"{AT}?show=spam").content, "spam"))
    assert ("Probably spam (3)" in page, "It did not come from a form of this site." in page) == (True, True)
    honest = spam[0]
    publish_comment(by=cast.clerk, comment=honest)
    browser.post(reverse("heads-up-moderate-spam"), {"comment": [one.pk for one in spam]})
    assert sorted(Comment.objects.values_list("state", flat=True)) == ["declined", "declined", "published"]
    assert Letter.objects.count() == 0
    assert decline_as_spam(by=cast.clerk, comments=spam) == 0


def test_a_reported_one_is_let_stand_or_removed(cast: Cast, as_) -> None:
    made, by = an_article(cast), moderates(cast.clerk)
    said = publish_comment(by=by, comment=a_comment(made))
    report_comment(comment=said, reason="Untrue <b>!", way=Way(None))
    browser = as_(by)
    assert "Reported (1)" in browser.get(AT).content.decode()
    assert "Untrue &lt;b&gt;!" in browser.get(reverse("heads-up-moderate-one", args=[said.pk])).content.decode()
    browser.post(reverse("heads-up-moderate-step", args=[said.pk]), {"to": "keep"})
    assert ("Reported (0)" in browser.get(AT).content.decode(), Comment.objects.get().state) == (True, "published")
    report_comment(comment=said, reason="Untrue", way=Way(None))
    remove_comment(by=by, comment=said, reason="So it is.")
    assert not Comment.objects.reported().exists()


def test_nobody_but_a_moderator_moderates_and_nothing_changes_words(cast: Cast, as_) -> None:
    said = a_comment(an_article(cast))
    for who in (cast.lead, cast.administrator, cast.head_a):  # the lead edits Heads Up
        for address in (AT, reverse("heads-up-moderate-one", args=[said.pk])):
            assert as_(who).get(address).status_code == 404
        assert as_(who).post(reverse("heads-up-moderate-step", args=[said.pk]), {"to": "publish"}).status_code == 404
    browser = as_(moderates(cast.clerk))
    browser.post(reverse("heads-up-moderate-one", args=[said.pk]), {"text": "Mine", "name": "Me", "reason": "No"})
    browser.post(reverse("heads-up-moderate-step", args=[said.pk]), {"to": "publish", "text": "Mine"})
    kept = Comment.objects.get()
    assert (kept.text, kept.name, kept.state) == ("We do this too.", "Rita Reader", "declined")


def test_a_list_of_thirty_asks_as_often_as_one_of_three(cast: Cast, as_, django_assert_max_num_queries) -> None:
    made, browser = an_article(cast), as_(moderates(cast.clerk))
    counted = {}
    for rows in (3, 31):
        for number in range(Comment.objects.count(), rows):
            a_comment(made, f"Words {number}")
        with django_assert_max_num_queries(10) as found:
            page = browser.get(AT).content.decode()
        counted[rows] = len(found)
    assert counted[3] == counted[31]
    assert ("Words 29" in page, "Words 30" in page) == (True, False)


# --- what is kept under an address, and for how long ------------------------------------------------------------------


def test_an_administrator_sends_what_is_kept_to_the_address_itself(cast: Cast, as_) -> None:
    said, browser = a_comment(an_article(cast)), as_(cast.administrator)
    answer = browser.post("/heads-up/kept/", {"email": EMAIL.upper(), "do": "send"}, follow=True)
    letter = Letter.objects.get()
    assert (letter.to.lower(), said.text in letter.text) == (EMAIL, True)
    page = answer.content.decode()
    assert ("1 thing" in page, EMAIL in page.lower(), said.text in page) == (True, False, False)
    answer = browser.post("/heads-up/kept/", {"email": "no@body.example", "do": "send"}, follow=True)
    assert ("Nothing is kept" in answer.content.decode(), Letter.objects.count()) == (True, 1)


def test_taken_out_by_address_nothing_is_left_but_that_one_was_removed(cast: Cast, client, as_) -> None:
    made, by = an_article(cast), moderates(cast.clerk)
    publish_comment(by=by, comment=a_comment(made))
    a_comment(made, "Waiting")
    decline_comment(by=by, comment=a_comment(made, "Declined"), reason="No")
    as_(cast.administrator).post("/heads-up/kept/", {"email": EMAIL, "do": "forget"})
    (left,) = Comment.objects.all()
    assert (left.state, left.name, left.email, left.text, left.came_from) == ("removed", "", "", "", "")
    assert Letter.objects.filter(to=EMAIL).count() == 0
    assert "was removed on" in client.get(made.get_absolute_url()).content.decode()
    assert forget_address(by=None, email="") == 0
