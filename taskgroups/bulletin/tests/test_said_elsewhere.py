"""What readers said, where an article is printed, searched for and followed: the published alone, and no address."""

import pytest
from lxml import etree

from taskgroups.bulletin import queries
from taskgroups.bulletin.domain.moderate import publish_comment, remove_comment
from taskgroups.bulletin.domain.write import change_section
from taskgroups.bulletin.models import Article
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from tests.bulletin import EMAIL, a_comment, an_article, moderates
from tests.cast import Cast

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def said(cast: Cast) -> Article:
    """An article with a published comment, one that waits, and one that was removed."""
    made, by = an_article(cast, "Asking well"), moderates(cast.clerk)
    publish_comment(by=by, comment=a_comment(made, "We ask <b>marmalade</b> first.", name="Rita & Co"))
    a_comment(made, "Waiting quince", name="Wanda Waits")
    remove_comment(by=by, comment=publish_comment(by=by, comment=a_comment(made, "Gone quince")), reason="Untrue")
    return made


def test_what_was_said_is_printed_with_its_article(said: Article, client) -> None:
    for place in (said.issue, said.section):
        text = text_of(check_page(client.get(f"{place.get_absolute_url()}print/").content, "print"))
        assert "What readers said Rita & Co, " in text
        assert "We ask <b>marmalade</b> first." in text
        assert "quince" not in text


def test_of_very_many_comments_the_first_are_printed_and_the_rest_are_counted(
    said: Article, client, monkeypatch, cast
) -> None:
    monkeypatch.setattr(queries, "MOST_PRINTED", 1)
    publish_comment(by=cast.clerk, comment=a_comment(said, "And so do we."))
    text = text_of(check_page(client.get(f"{said.issue.get_absolute_url()}print/").content, "print"))
    assert ("marmalade" in text, "And so do we." in text, "1 more comment under the article itself." in text) == (
        True, False, True,
    )  # fmt: skip


def test_an_article_nobody_commented_on_prints_nothing_of_it(cast: Cast, client) -> None:
    made = an_article(cast)
    assert "What readers said" not in client.get(f"{made.issue.get_absolute_url()}print/").content.decode()


@pytest.mark.parametrize("words", ["marmalade", "rita", "asking marmalade"])
def test_an_article_is_found_by_what_was_said_under_it(said: Article, client, words: str) -> None:
    text = text_of(check_page(client.get("/heads-up/search/", {"q": words}).content, "search"))
    assert "1 article with all of these words." in text
    assert "1 comment on Asking well holds a word you looked for." in text


@pytest.mark.parametrize("words", ["quince", "wanda", EMAIL, "readers.example"])
def test_nothing_is_found_by_what_is_not_published_nor_by_an_address(said: Article, client, words: str) -> None:
    assert "Nothing found" in text_of(check_page(client.get("/heads-up/search/", {"q": words}).content, "search"))


def test_comments_of_an_article_can_be_followed(said: Article, client) -> None:
    page = check_page(client.get(said.get_absolute_url()).content, "article")
    (place,) = page.xpath("//main//a[contains(., 'Feed of these comments')]/@href")
    assert page.xpath(f"//link[@rel='alternate'][@href='{place}']")
    answer = client.get(place)
    (entry,) = etree.fromstring(answer.content).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Rita & Co"
    assert "&lt;b&gt;marmalade" in entry.findtext(f"{ATOM}content")
    assert (answer.headers["Cache-Control"], answer.headers.get("Vary")) == ("public, max-age=60", None)
    told = answer.content.decode()
    assert [one for one in ("quince", "Wanda", EMAIL, "readers.example") if one in told] == []


def test_the_feed_of_a_removed_comment_forgets_it_and_an_old_address_leads_on(said: Article, client, cast) -> None:
    place = f"{said.get_absolute_url()}comments/feed/"
    remove_comment(by=cast.clerk, comment=said.comments.get(name="Rita & Co"), reason="Untrue")
    assert etree.fromstring(client.get(place).content).findall(f"{ATOM}entry") == []
    change_section(by=cast.lead, section=said.section, name="Other", slug="other", position=1)
    answer = client.get(place)
    now = Article.objects.get(pk=said.pk).get_absolute_url()
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{now}comments/feed/")


def test_what_is_not_out_has_no_feed(cast: Cast, client) -> None:
    draft = an_article(cast, out=False)
    assert client.get(f"{draft.get_absolute_url()}comments/feed/").status_code == 404
