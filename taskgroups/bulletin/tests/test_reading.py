"""Heads Up as it is written, published and read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree

from taskgroups.bulletin.domain import publish, write
from taskgroups.bulletin.domain.write import Words
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.people.models import Person
from tests.bulletin import a_picture, an_article
from tests.cast import Cast, give


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def afresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_an_article_is_read_with_who_contributed_it_and_what_is_related(cast: Cast, client) -> None:
    first = an_article(cast, "First")
    second = an_article(cast, "Second", contributor="Asha Alder", contact="Ring the office", related=first)
    page = text_of(check_page(client.get(second.get_absolute_url()).content, "article"))
    for said in ("Asha Alder – contact details", "Thank you to Asha Alder for contributing", "Related article: First"):
        assert said in page


def test_every_public_page_may_be_kept_and_sets_no_cookie(cast: Cast, client) -> None:
    made = an_article(cast)
    for address in ("/heads-up/", made.issue.get_absolute_url(), made.section.get_absolute_url(), made.get_absolute_url(),
                    made.issue.get_absolute_url() + "print/", made.section.get_absolute_url() + "print/"):  # fmt: skip
        answer = client.get(address)
        check_page(answer.content, address)
        assert (answer.status_code, answer.headers.get("Vary"), len(answer.cookies)) == (200, None, 0), address
        assert (answer.headers["Cache-Control"], "Last-Modified" in answer.headers) == ("public, max-age=60", True)
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


def test_nobody_keeps_the_page_of_somebody_signed_in(cast: Cast, as_) -> None:
    answer = as_(cast.head_a).get(an_article(cast).get_absolute_url())
    assert (answer.headers["Cache-Control"], "Asha Alder" in answer.content.decode()) == ("private, no-store", True)


def test_a_draft_and_what_comes_out_later_are_read_by_nobody(cast: Cast, client) -> None:
    draft = an_article(cast, "Draft", out=False)
    publish.send_to_review(by=cast.lead, article=draft)
    later = publish.publish(by=cast.lead, article=draft, at=timezone.now() + timedelta(hours=1))
    assert [client.get(one).status_code for one in (later.get_absolute_url(), "/heads-up/")] == [404, 200]
    assert "No issue yet" in client.get("/heads-up/").content.decode()


def test_nobody_publishes_what_they_wrote_last_where_somebody_else_can(cast: Cast) -> None:
    waits = publish.send_to_review(by=cast.lead, article=an_article(cast, out=False))
    give(cast.clerk, "editor")
    with pytest.raises(Refused, match="You wrote this last"):
        publish.publish(by=cast.lead, article=waits, at=timezone.now())
    assert publish.publish(by=cast.clerk, article=waits, at=timezone.now()).is_out(timezone.now())


def test_old_addresses_lead_on_when_article_section_or_day_change(cast: Cast, client) -> None:
    made = an_article(cast)
    old = made.get_absolute_url()
    made = write.change_article(
        by=cast.lead, article=made, section=made.section, words=Words("New", "Body", slug="new-name"), base=made.version
    )
    write.change_section(by=cast.lead, section=made.section, name="Better", slug="better", position=1)
    write.change_issue(by=cast.lead, issue=made.issue, day=made.issue.day - timedelta(days=1), intro="")
    made = type(made).objects.get(pk=made.pk)
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, made.get_absolute_url())
    publish.take_back(by=cast.lead, article=made)
    assert client.get(old).status_code == 404


def test_the_second_to_save_is_told_and_their_words_stay(cast: Cast, as_) -> None:
    made = an_article(cast)
    sent = {"title": "Mine", "body": "My words", "section": made.section_id, "base": made.version}
    browser, address = as_(afresh(cast.lead)), f"/heads-up/desk/articles/{made.pk}/"
    assert browser.post(address, sent).status_code == 302
    answer = browser.post(address, sent | {"body": "Other words"})
    assert ("Somebody else changed" in answer.content.decode(), "Other words" in answer.content.decode()) == (
        True,
        True,
    )
    with pytest.raises(ChangedMeanwhile):
        write.change_article(by=cast.lead, article=made, section=made.section, words=Words("A", "B"), base=1)


def test_a_picture_without_words_is_refused_and_one_of_a_draft_is_for_editors_only(cast: Cast, client) -> None:
    draft = an_article(cast, out=False)
    address = a_picture(cast, draft).get_absolute_url()
    with pytest.raises(Refused, match="no words for those who cannot see it"):
        an_article(cast, "Silent", body="![](picture:ab)")
    assert client.get(address).status_code == 404
    publish.publish(by=cast.lead, article=publish.send_to_review(by=cast.lead, article=draft), at=timezone.now())
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"], answer.headers.get("Vary")) == (200, "image/png", None)


def test_a_picture_is_gone_for_everybody_a_minute_after_its_article_was_taken_back(cast: Cast, client) -> None:
    made = an_article(cast)
    address = a_picture(cast, made).get_absolute_url()
    answer = client.get(address)
    assert (answer.headers["Cache-Control"], len(answer.cookies)) == ("public, max-age=60", 0)
    asked_again = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(address, headers=asked_again).status_code == 304
    publish.take_back(by=cast.lead, article=made)
    assert client.get(address, headers=asked_again).status_code == 404


def test_the_archive_and_search_find_what_is_out_and_nothing_else(cast: Cast, client) -> None:
    made = an_article(cast, "Asking well", body="A quiet *question*.")
    an_article(cast, "Not yet", body="A quiet draft.", out=False)
    assert made.issue.get_absolute_url() in client.get("/heads-up/archive/").content.decode()
    found = text_of(check_page(client.get("/heads-up/search/?q=quiet+QUESTION").content, "search"))
    everything = client.get("/heads-up/search/?q=quiet").content.decode()
    assert ("Asking well" in found, "Not yet" in everything, "1 article" in found) == (True, False, True)


def test_the_feed_is_atom_and_what_identifies_an_article_stays(cast: Cast, client) -> None:
    made = an_article(cast, "A & B", body="<script>x</script>")
    atom = "{http://www.w3.org/2005/Atom}"
    answer = client.get("/heads-up/feed/")
    (entry,) = etree.fromstring(answer.content).findall(f"{atom}entry")
    assert (entry.findtext(f"{atom}title"), answer.headers.get("Vary")) == ("A & B", None)
    assert "<script" not in entry.findtext(f"{atom}content")
    write.change_section(by=cast.lead, section=made.section, name="Other", slug="other", position=1)
    again = etree.fromstring(client.get("/heads-up/feed/").content).find(f"{atom}entry")
    assert entry.findtext(f"{atom}id") == again.findtext(f"{atom}id")
