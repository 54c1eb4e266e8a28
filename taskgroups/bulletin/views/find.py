"""Finding what was published: the archive by year, search, and the Atom feeds."""

from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from taskgroups.bulletin import queries
from taskgroups.bulletin.markdown import to_html
from taskgroups.bulletin.pages import first_told
from taskgroups.bulletin.views.caching import dated, for_everybody
from taskgroups.bulletin.views.read import WHY, moved
from taskgroups.kit import post
from taskgroups.kit.access import public
from taskgroups.kit.design.lists import asked, page_of
from taskgroups.kit.design.words import day_clock

NEWEST = 30


class Feed(Atom1Feed):
    """Atom with the whole article in each entry."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write an entry as Django does, and its content after it."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


@public(WHY)
@for_everybody
def archive(request: HttpRequest) -> HttpResponse:
    """List every issue, the newest first, by year."""
    page = page_of(request, queries.archive(timezone.now()))
    years = [(year, list(found)) for year, found in groupby(page.object_list, key=lambda one: one.day.year)]
    return render(request, "bulletin/archive.jinja", {"page": page, "years": years})


@public(WHY)
@for_everybody
def search(request: HttpRequest) -> HttpResponse:
    """List the articles that hold every word asked for, themselves or in what readers said."""
    words = asked(request, "q")
    page = page_of(request, queries.search(words, timezone.now()))
    articles = queries.in_this_order(list(page.object_list))
    page.object_list = articles
    said = queries.said_of(articles, words)
    return render(request, "bulletin/search.jinja", {"words": words, "page": page, "said": said})


@public(WHY)
@for_everybody
def feed(request: HttpRequest) -> HttpResponse:
    """Give the newest articles as an Atom feed (RFC 4287); what identifies one stays when its address changes."""
    found = queries.newest(timezone.now(), NEWEST)
    pictures = queries.pictures_of(found)
    home = post.link("heads-up")
    made = Feed("Heads Up", home, "The bulletin of Task Groups", language="en-GB", author_name="Heads Up",
                     feed_url=post.link("heads-up-feed"), feed_guid=home)  # fmt: skip
    for one in found:
        made.add_item(
            one.title, settings.ADDRESS + one.get_absolute_url(), first_told(one), pubdate=one.published_at,
            updateddate=max(one.changed_at, one.published_at or one.changed_at), unique_id=f"{home}#{one.pk}",
            content=str(to_html(one.body, pictures, base=settings.ADDRESS)), categories=[one.section.name],
            author_name=one.contributor or None,
        )  # fmt: skip
    answer = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return dated(answer, queries.changed_at(found))


@public(WHY)
@for_everybody
def said(request: HttpRequest, day: date, section: str, article: str) -> HttpResponseBase:
    """Give the newest published comments on an article as an Atom feed: name, words and time, never an address."""
    found = queries.article_out(day, section, article, timezone.now())
    if found is None:
        return moved(day, section, article, ending="comments/feed/")
    place, home = settings.ADDRESS + found.get_absolute_url(), post.link("heads-up")
    made = Feed(
        f"Comments on {found.title}", place, "What readers of Heads Up said", language="en-GB",
        feed_url=f"{place}comments/feed/", feed_guid=f"{home}#{found.pk}-comments",
    )  # fmt: skip
    for one in queries.said_last(found, NEWEST):
        made.add_item(
            f"{one.name}, {day_clock(one.written_at)}", f"{place}#comment-{one.pk}", "", author_name=one.name,
            pubdate=one.written_at, updateddate=one.decided_at, content=linebreaks(one.text, autoescape=True),
            unique_id=f"{home}#comment-{one.pk}",
        )  # fmt: skip
    answer = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return dated(answer, queries.changed_at([found]))
