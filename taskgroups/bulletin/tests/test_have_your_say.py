"""Readers have their say: what they give, what is published, and what never is."""

import logging
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.bulletin.domain import publish
from taskgroups.bulletin.domain.comment import Way, leave_comment, report_comment
from taskgroups.bulletin.domain.moderate import publish_comment, remove_comment
from taskgroups.bulletin.models import Article, Comment, Report
from taskgroups.bulletin.say import seal
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from tests.bulletin import EMAIL, a_comment, an_article, moderates
from tests.cast import Cast

SAID = {"name": "Rita Reader", "email": EMAIL, "text": "We tried it in <b>June</b>."}


def form_of(article: Article) -> str:
    return f"{article.get_absolute_url()}have-your-say/"


def filled(article: Article, seconds: float = 60.0, **said: str) -> dict[str, str]:
    """What a browser sends whose form was opened some time ago."""
    with pytest.MonkeyPatch.context() as patch:
        now = time.time()
        patch.setattr(seal.time, "time", lambda: now - seconds)
        return {**SAID, "seal": seal.new_seal(f"article:{article.pk}"), **said}


def test_without_a_comment_the_page_says_so_and_leads_to_the_form(cast: Cast, client) -> None:
    made = an_article(cast)
    page = check_page(client.get(made.get_absolute_url()).content, "article")
    assert ("No comments have been left." in text_of(page), len(page.xpath(f"//a[@href='{form_of(made)}']"))) == (
        True,
        1,
    )


def test_name_address_and_comment_must_be_given_and_are_marked_so(cast: Cast, client) -> None:
    made = an_article(cast)
    page = check_page(client.get(form_of(made)).content, "form")
    labels = [" ".join(one.text_content().split()) for one in page.xpath("//form//label")]
    assert labels[:3] == ["Name (required)", "E-mail address (required)", "Comment (required)"]
    answer = client.post(form_of(made), {"seal": ""})
    said = text_of(check_page(answer.content, "form"))
    assert answer.status_code == 422
    for wrong in ("Name is missing", "E-mail address is missing", "Comment is missing"):
        assert wrong in said
    assert client.post(form_of(made), {**SAID, "email": "rita"}).status_code == 422
    assert Comment.objects.count() == 0


def test_a_comment_waits_for_a_moderator_and_only_the_name_is_ever_published(cast: Cast, client) -> None:
    made = an_article(cast)
    answer = client.post(form_of(made), filled(made))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{form_of(made)}?sent=yes")
    told = client.get(answer.headers["Location"]).content.decode()
    assert "waits for a moderator" in told
    assert "If they decline it, they write to you why; about what they take for spam they write to nobody." in told
    assert "June" not in client.get(made.get_absolute_url()).content.decode()
    (kept,) = Comment.objects.waiting()
    publish_comment(by=moderates(cast.clerk), comment=kept)
    page = client.get(made.get_absolute_url()).content.decode()
    assert ("Rita Reader" in page, "&lt;b&gt;June&lt;/b&gt;" in page, EMAIL in page) == (True, True, False)


def test_the_article_stays_the_same_for_everybody_and_caches_hear_of_a_comment(cast: Cast, client) -> None:
    made = an_article(cast)
    before = client.get(made.get_absolute_url())
    publish_comment(by=moderates(cast.clerk), comment=a_comment(made))
    after = client.get(made.get_absolute_url())
    assert (after.headers["Cache-Control"], after.headers.get("Vary"), len(after.cookies)) == (
        "public, max-age=60",
        None,
        0,
    )
    assert before.headers["ETag"] != after.headers["ETag"]
    article = Article.objects.get(pk=made.pk)
    assert article.said_at is not None
    since = {"If-Modified-Since": before.headers["Last-Modified"]}
    Article.objects.filter(pk=made.pk).update(said_at=timezone.now() + timedelta(seconds=5))
    assert client.get(made.get_absolute_url(), headers=since).status_code == 200
    assert "no-store" in client.get(form_of(made)).headers["Cache-Control"]


def test_pressed_twice_it_is_one_comment_and_other_words_in_the_same_form_are_kept_too(cast: Cast, client) -> None:
    made = an_article(cast)
    sent = filled(made)
    for _ in range(2):
        assert client.post(form_of(made), sent).status_code == 302
    assert Comment.objects.count() == 1
    client.post(form_of(made), {**sent, "text": "And one thing more."})
    (other,) = Comment.objects.exclude(text=SAID["text"])
    assert other.why_spam == ["Another comment was sent in the same form."]


def test_what_is_probably_spam_is_kept_with_the_reason_and_told_the_same(cast: Cast, client) -> None:
    made = an_article(cast)
    answer = client.post(form_of(made), filled(made, seconds=1.0, website="https://pills.example"))
    assert answer.headers["Location"].endswith("?sent=yes")
    (kept,) = Comment.objects.probably_spam()
    assert [why.split(".")[0] for why in kept.why_spam] == [
        "It was sent within three seconds of opening the form", "A box was filled in that readers do not see, and programs do",
    ]  # fmt: skip


def test_a_seal_of_another_article_is_no_form_of_this_one(cast: Cast, client) -> None:
    made, other = an_article(cast), an_article(cast, "Other")
    client.post(form_of(made), {**SAID, "seal": filled(other)["seal"]})
    assert Comment.objects.get().why_spam == ["It did not come from a form of this site."]


def test_a_megabyte_is_refused_in_words_and_two_as_well(cast: Cast, client) -> None:
    made = an_article(cast)
    answer = client.post(form_of(made), filled(made, text="x" * 1_048_576))
    assert answer.status_code == 422
    assert "Comment is 1048576 characters long. Shorten it to 3000 or fewer." in answer.content.decode()
    answer = client.post(form_of(made), filled(made, text="x" * 3_000_000))
    assert (answer.status_code, "too long" in answer.content.decode()) == (400, True)


def test_a_name_of_characters_nobody_sees_is_refused_and_turned_lines_are_put_right(cast: Cast, client) -> None:
    made = an_article(cast)
    answer = client.post(form_of(made), filled(made, name="\u202e\u200b"))
    assert "Nothing that can be read stands here" in answer.content.decode()
    client.post(form_of(made), filled(made, name="Rita \u202eredaeR", text="\u2067abc\u2069"))
    kept = Comment.objects.get()
    assert (kept.name, kept.text) == ("Rita redaeR", "abc")


def test_a_pupil_s_name_is_asked_about_once(cast: Cast, client) -> None:
    made = an_article(cast)
    sent = filled(made, text="Oliver Smith in Year 4 reads every day.")
    page = client.post(form_of(made), sent).content.decode()
    assert "looks like a pupil" in page
    assert client.post(form_of(made), {**sent, "no_pupil": "on"}).status_code == 302


@pytest.mark.parametrize("where", ["name", "text"])
def test_one_s_own_address_where_everybody_would_read_it_is_refused(cast: Cast, client, where: str) -> None:
    made = an_article(cast)
    answer = client.post(form_of(made), filled(made, **{where: f"Write to {EMAIL.upper()}."}))
    said = text_of(check_page(answer.content, "form"))
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert "Your e-mail address stands here, and everybody would read it. Take it out." in said


def test_closed_comments_take_no_more_and_show_what_was_said(cast: Cast, client) -> None:
    made = an_article(cast)
    publish_comment(by=moderates(cast.clerk), comment=a_comment(made))
    sent = filled(made)
    publish.take_comments(by=cast.lead, article=made, open=False)
    page = client.get(made.get_absolute_url()).content.decode()
    assert ("We do this too." in page, "are closed" in page, form_of(made) in page) == (True, True, False)
    assert client.post(form_of(made), sent).status_code == 422
    assert Comment.objects.count() == 1
    publish.take_comments(by=cast.lead, article=made, open=True)
    assert client.post(form_of(made), sent).status_code == 302


def test_what_is_not_out_takes_no_comment(cast: Cast, client) -> None:
    draft = an_article(cast, out=False)
    assert [client.get(form_of(draft)).status_code, client.post(form_of(draft), SAID).status_code] == [404, 404]


def test_a_reader_reports_a_comment_and_nothing_is_kept_of_who(cast: Cast, client) -> None:
    said = publish_comment(by=moderates(cast.clerk), comment=a_comment(an_article(cast)))
    address = reverse("heads-up-report", args=[said.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    for _ in range(2):
        assert client.post(address, {"reason": "It names my child."}).status_code == 302
    report = Report.objects.get()
    assert (report.reason, list(Comment.objects.reported())) == ("It names my child.", [said])
    assert {field.name for field in Report._meta.concrete_fields} == {
        "id", "comment", "reason", "made_at", "came_from", "settled_by", "settled_at",
    }  # fmt: skip


def test_ten_reports_an_hour_come_from_one_place_and_twenty_wait_about_one_comment(cast: Cast) -> None:
    made = an_article(cast)
    said = [publish_comment(by=moderates(cast.clerk), comment=a_comment(made, f"Words {n}")) for n in range(2)]
    for number in range(10):
        report_comment(comment=said[0], reason=f"Wrong {number}", way=Way(None, place="there"))
    with pytest.raises(Refused, match="Wait an hour"):
        report_comment(comment=said[1], reason="Wrong", way=Way(None, place="there"))
    for number in range(30):
        report_comment(comment=said[0], reason=f"Also {number}", way=Way(None, place=f"place {number}"))
    assert said[0].reports.count() == 20


def test_only_a_comment_that_stands_can_be_reported(cast: Cast, client) -> None:
    waiting = a_comment(an_article(cast))
    address = reverse("heads-up-report", args=[waiting.pk])
    assert client.get(address).status_code == 404
    gone = publish_comment(by=moderates(cast.clerk), comment=waiting)
    assert client.get(address).status_code == 200
    remove_comment(by=cast.clerk, comment=gone, reason="Untrue")
    assert client.post(address, {"reason": "x"}).status_code == 404


def test_the_address_stands_on_no_page_in_no_feed_trail_or_log(cast: Cast, client, as_, caplog) -> None:
    caplog.set_level(logging.INFO)
    made, by = an_article(cast), moderates(cast.clerk)
    stands = publish_comment(by=by, comment=a_comment(made))
    report_comment(comment=stands, reason="Untrue", way=Way(None))
    waits = a_comment(made, "Waiting", seal=None)
    remove_comment(by=by, comment=publish_comment(by=by, comment=a_comment(made, "Gone")), reason="Untrue")
    client.post(form_of(made), filled(made, text="One more"))
    places = ["/", made.get_absolute_url(), made.issue.get_absolute_url(), f"{made.issue.get_absolute_url()}print/",
              "/heads-up/feed/", "/heads-up/search/?q=rita", form_of(made), "/heads-up/moderate/", "/accounts/",
              *(f"/heads-up/moderate/?show={pile}" for pile in ("spam", "reported", "published", "not-published")),
              *(f"/heads-up/moderate/{one.pk}/" for one in Comment.objects.all()), "/search/?q=rita",
              reverse("heads-up-report", args=[stands.pk]), "/heads-up/kept/", "/heads-up/desk/"]  # fmt: skip
    browsers = [client, *(as_(who) for who in (cast.clerk, cast.lead, cast.administrator))]
    text = " ".join(browser.get(place).content.decode() for browser in browsers for place in places)
    assert ("Rita Reader" in text, waits.text in text) == (True, True)
    assert [text[at - 60 : at + 40] for at in range(len(text)) if text.startswith(EMAIL, at)] == []
    assert EMAIL not in caplog.text
    assert EMAIL not in "".join(f"{one.verb} {one.about} {one.details}" for one in Entry.objects.all())


def test_of_where_it_came_from_no_address_is_kept() -> None:
    assert seal.place_of("192.0.2.7") == seal.place_of("192.0.2.7") != seal.place_of("192.0.2.8")
    assert seal.place_of("2001:db8::1") == seal.place_of("2001:db8::ffff:1") != seal.place_of("2001:db8:0:1::1")
    assert (seal.place_of("nowhere"), "192" in seal.place_of("192.0.2.7")[:3]) == ("", False)


def test_a_thousand_in_a_minute_are_all_kept_and_the_honest_one_stands_apart(cast: Cast) -> None:
    made = an_article(cast)
    for number in range(60):  # the whole thousand is in bench/comments.py
        leave_comment(
            article=made, name="Bot", email="b@bot.example", text=f"Cheap {number % 9}", way=Way(None, "bots")
        )
    honest = a_comment(made, place="a school")
    assert (list(Comment.objects.waiting()), Comment.objects.count()) == ([honest], 61)


def test_a_page_of_thirty_asks_as_often_as_one_of_three(cast: Cast, client, django_assert_num_queries) -> None:
    made, by = an_article(cast), moderates(cast.clerk)
    for rows in (1, 3, 31):
        for number in range(made.comments.count(), rows):
            publish_comment(by=by, comment=a_comment(made, f"Words {number}"))
        with django_assert_num_queries(4):
            page = client.get(made.get_absolute_url()).content.decode()
    assert ("Words 29" in page, "Words 30" in page, "Page 1 of 2" in page) == (True, False, True)
