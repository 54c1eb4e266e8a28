"""Heads Up by e-mail: nobody gets it unasked, everybody leaves by one press, nobody gets an issue twice."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from lxml import html

from taskgroups.bulletin.by_email.letters import written
from taskgroups.bulletin.domain import edition, subscribe
from taskgroups.bulletin.domain.forget import forget_address, send_what_is_kept
from taskgroups.bulletin.models import Edition, Subscriber
from taskgroups.bulletin.views import by_email as views
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.domain.deliver import as_mail
from taskgroups.kit.post.models import Letter
from tests.bulletin import an_article
from tests.cast import Cast

AT, SOL = "/heads-up/by-email/", "sol@readers.example"


def readers(*names: str) -> list[Subscriber]:
    """People who get it, since an hour ago."""
    then = timezone.now() - timedelta(hours=1)
    return [
        Subscriber.objects.create(email=f"{name}@readers.example", asked_at=then, confirmed_at=then) for name in names
    ]


def link_in(letter: Letter) -> str:
    return re.findall(r"https?://[^/\s]+(/heads-up/by-email/\S+)", letter.text)[-1]


def test_an_address_gets_nothing_before_its_reader_pressed_the_button(cast: Cast, client) -> None:
    answer = client.post(AT, {"email": "Sol@Readers.example"})
    assert "a letter is on its way" in client.get(answer.headers["Location"]).content.decode()
    place = link_in(Letter.objects.get(to=SOL))
    check_page(client.get(place).content, "confirm")  # as a mail program opens it by itself
    assert not Subscriber.objects.confirmed().exists()
    client.post(place)
    assert Subscriber.objects.confirmed().get().email == SOL
    assert "The next issue comes to you" in client.get(place).content.decode()
    assert (Letter.objects.count(), Subscriber.objects.get().came_from) == (0, "")


def test_nobody_finds_out_who_gets_it_and_no_address_is_written_to_again_and_again(cast: Cast, client) -> None:
    readers("sol")
    known = client.post(AT, {"email": SOL})
    new = [client.post(AT, {"email": "new@readers.example"}) for _ in range(3)]
    assert {one.headers["Location"] for one in [known, *new]} == {f"{AT}?sent=yes"}
    assert list(Letter.objects.values_list("to", flat=True)) == ["new@readers.example"]


def test_two_presses_at_the_same_instant_write_one_letter(cast: Cast, monkeypatch) -> None:
    subscribe.ask_for_it(email=SOL)
    monkeypatch.setattr(QuerySet, "first", lambda _: None)  # as who looked before the other had written
    subscribe.ask_for_it(email=SOL)
    assert (Letter.objects.count(), Subscriber.objects.count()) == (1, 1)


def test_from_one_place_five_addresses_an_hour_can_be_named(cast: Cast, client) -> None:
    for number in range(5):
        assert client.post(AT, {"email": f"r{number}@readers.example"}).status_code == 302
    answer = client.post(AT, {"email": "r5@readers.example"})
    assert (answer.status_code, "Wait an hour" in answer.content.decode()) == (422, True)
    assert client.post(AT, {"email": "r6@readers.example"}, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_somebody_signed_in_joins_and_leaves_by_one_press(cast: Cast, as_) -> None:
    browser = as_(cast.head_a)
    assert "Send me Heads Up by e-mail" in browser.get(AT).content.decode()
    browser.post(AT, {"to": "join"})
    assert subscribe.gets_it(cast.head_a)
    assert "Each issue comes to your e-mail address." in browser.get(AT).content.decode()
    browser.post(AT, {"to": "leave"})
    assert (Letter.objects.count(), Subscriber.objects.count()) == (0, 0)


def test_leaving_takes_one_press_without_a_cookie_and_a_look_is_none(cast: Cast) -> None:
    (sol,) = readers("sol")
    place = sol.leave_at.partition("/heads-up/")[2]
    browser = Client(enforce_csrf_checks=True)
    for _ in range(2):
        page = text_of(check_page(browser.get(f"/heads-up/{place}").content, "leave"))
    assert ("Press the button" in page, Subscriber.objects.count()) == (True, 1)
    answer = browser.post(f"/heads-up/{place}", {"List-Unsubscribe": "One-Click"})  # RFC 8058, section 3.2
    assert (answer.status_code, Subscriber.objects.count()) == (200, 0)
    assert "No more of them are sent" in browser.post(f"/heads-up/{place}").content.decode()


def test_an_issue_goes_to_everybody_once_in_the_background_with_a_way_out(cast: Cast, as_) -> None:
    made = an_article(cast, "A & B", summary="What <we> asked.")
    sol, una = readers("sol", "una")
    Subscriber.objects.create(email="asked@readers.example", asked_at=timezone.now())
    browser, place = as_(cast.lead), f"/heads-up/desk/issues/{made.issue.pk}/by-email/"
    page = check_page(browser.get(place).content, "edition")
    assert ("It goes to 2 addresses, once." in text_of(page), Letter.objects.count()) == (True, 0)
    browser.post(place)
    browser.post(place)
    assert (Edition.objects.count(), Letter.objects.count()) == (1, 0)
    assert [edition.go_on(), edition.go_on()] == [2, 0]
    assert sorted(Letter.objects.values_list("to", flat=True)) == [sol.email, una.email]
    page = text_of(check_page(browser.get(place).content, "edition"))
    assert ("2 of 2" in page, "It goes out once." in page, SOL in page) == (True, True, False)
    mail = as_mail(Letter.objects.get(to=SOL))
    assert mail.extra_headers["List-Unsubscribe"] == f"<{sol.leave_at}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = str(mail.alternatives[0][0])
    assert ("What <we> asked." in mail.body, "What &lt;we&gt; asked." in html) == (True, True)
    assert (sol.leave_at in mail.body, sol.leave_at in html, una.leave_at in html) == (True, True, False)


def test_cut_off_in_the_middle_it_goes_on_where_it_was_and_whoever_comes_back_gets_no_second(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edition, "AT_ONCE", 2)
    sol, una, vic = readers("sol", "una", "vic")
    edition.begin(by=cast.lead, issue=an_article(cast).issue)
    assert edition.go_on() == 2
    with monkeypatch.context() as broken:
        broken.setattr(edition, "written", lambda issue: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            edition.go_on()
    subscribe.leave(token=sol.token)
    readers("sol")
    Subscriber.objects.filter(email=SOL).update(confirmed_at=timezone.now())
    assert edition.go_on() == 1
    assert sorted(Letter.objects.values_list("to", flat=True)) == [una.email, vic.email]


def test_nothing_goes_out_that_nobody_may_read_or_to_nobody(cast: Cast) -> None:
    draft = an_article(cast, out=False)
    with pytest.raises(Refused, match="Nothing of this issue is published yet"):
        edition.begin(by=cast.lead, issue=draft.issue)
    with pytest.raises(Refused, match="Nobody gets Heads Up by e-mail yet"):
        edition.begin(by=cast.lead, issue=an_article(cast, "Out").issue)


def test_a_subscription_is_told_and_taken_out_by_its_address(cast: Cast) -> None:
    readers("sol")
    assert send_what_is_kept(by=cast.administrator, email=SOL) == 1
    assert "Heads Up comes to this address" in Letter.objects.get().text
    assert forget_address(by=cast.administrator, email=SOL) == 1
    assert (Subscriber.objects.count(), Letter.objects.count()) == (0, 0)


def test_an_address_nobody_confirmed_goes_after_seven_days(cast: Cast) -> None:
    subscribe.ask_for_it(email=SOL)
    assert not subscribe.unconfirmed_past().exists()
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert subscribe.unconfirmed_past().count() == 1


def test_the_editor_sees_the_letter_as_mail_programs_show_it_in_a_frame_that_runs_nothing(cast: Cast, as_) -> None:
    made = an_article(cast, "A <b>bold</b> & quiet title")
    place = f"/heads-up/desk/issues/{made.issue.pk}/by-email/"
    page = check_page(as_(cast.lead).get(place).content, "edition")
    (frame,) = page.xpath("//iframe")
    assert frame.get("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    assert frame.get("title") == "The letter as mail programs show it"
    letter = html.fromstring(frame.get("srcdoc"))
    assert letter.xpath("//h3/a/text()") == ["A <b>bold</b> & quiet title"]
    assert (letter.xpath("//base/@target"), letter.xpath("//script | //img | //b")) == (["_blank"], [])
    assert letter.xpath("//a[contains(., 'Stop Heads Up')]/@href") == ["#"]


def test_a_letter_of_plain_words_alone_says_so(cast: Cast, as_, monkeypatch) -> None:
    made = an_article(cast)
    monkeypatch.setattr(views, "written", lambda issue: replace(written(issue), html=""))
    page = check_page(as_(cast.lead).get(f"/heads-up/desk/issues/{made.issue.pk}/by-email/").content, "edition")
    assert ("It goes out as plain words alone." in text_of(page), page.xpath("//iframe")) == (True, [])
