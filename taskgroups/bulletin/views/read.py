"""Heads Up as anybody reads it: the newest issue, an issue, a section, an article; to read and to print."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.bulletin import queries
from taskgroups.bulletin.markdown import to_html
from taskgroups.bulletin.models import Article, Issue
from taskgroups.bulletin.views.caching import dated, for_everybody
from taskgroups.kit.access import public
from taskgroups.kit.design.lists import page_of

WHY = "the bulletin is for everybody, and holds nothing of any school"


@public(WHY)
@for_everybody
def front(request: HttpRequest) -> HttpResponse:
    """Show the newest issue."""
    issue = queries.latest_issue(timezone.now())
    if issue is None:
        return render(request, "bulletin/none.jinja")
    return _issue(request, issue, front=True)


@public(WHY)
@for_everybody
def issue(request: HttpRequest, day: date) -> HttpResponseBase:
    """Show an issue: its sections, and in each the articles with their summaries."""
    found = queries.issue_out(day, timezone.now())
    return _issue(request, found) if found else moved(day)


def _issue(request: HttpRequest, found: Issue, *, front: bool = False) -> HttpResponse:
    sections = queries.sections_out(found, timezone.now())
    page = render(request, "bulletin/issue.jinja", {"issue": found, "sections": sections, "front": front})
    return dated(page, _newest(found, sections))


@public(WHY)
@for_everybody
def section(request: HttpRequest, day: date, section: str) -> HttpResponseBase:
    """Show one section of an issue."""
    found = queries.issue_out(day, timezone.now())
    sections = queries.sections_out(found, timezone.now(), section) if found else []
    if not found or not sections:
        return moved(day, section)
    page = render(request, "bulletin/section.jinja", {"issue": found, "here": sections[0]})
    return dated(page, _newest(found, sections))


@public(WHY)
@for_everybody
def article(request: HttpRequest, day: date, section: str, article: str) -> HttpResponseBase:
    """Show an article."""
    found = queries.article_out(day, section, article, timezone.now())
    if found is None:
        return moved(day, section, article)
    comments = page_of(request, found.comments.public())
    page = render(request, "bulletin/article.jinja", shown(found) | {"comments": comments})
    return dated(page, queries.changed_at([found]))


def shown(found: Article) -> dict[str, Any]:
    """Return what the page of an article shows, also as a preview."""
    related = found.related if found.related and found.related.is_out(timezone.now()) else None
    return {"article": found, "body": to_html(found.body, queries.pictures_of([found])), "related": related}


@public(WHY)
@for_everybody
def on_paper(request: HttpRequest, day: date, section: str = "") -> HttpResponseBase:
    """Show an issue, or one section of it, whole, to be printed, with what readers said."""
    found = queries.issue_out(day, timezone.now())
    sections = queries.sections_out(found, timezone.now(), section) if found else []
    if not found or not sections:
        return moved(day, section, ending="print/")
    pictures = queries.pictures_of([one for each in sections for one in each.articles])
    bodies = {one.pk: to_html(one.body, pictures, top=3) for each in sections for one in each.articles}
    said = queries.said_under([one for each in sections for one in each.articles])
    context = {
        "issue": found, "sections": sections, "bodies": bodies, "only": section,
        "said": {pk: all_of[: queries.MOST_PRINTED] for pk, all_of in said.items()},
        "more": {pk: max(0, len(all_of) - queries.MOST_PRINTED) for pk, all_of in said.items()},
    }  # fmt: skip
    return dated(render(request, "bulletin/on_paper.jinja", context), _newest(found, sections))


def _newest(issue: Issue, sections: list[queries.SectionOut]) -> Any:
    changed = queries.changed_at([one for each in sections for one in each.articles])
    return max(changed, issue.changed_at) if changed else issue.changed_at


def moved(day: date, section: str = "", article: str = "", *, ending: str = "") -> HttpResponseBase:
    """Lead on from an address that led somewhere once. 404 where it never did."""
    address = queries.leads_on(day, section, article, timezone.now())
    if not address:
        raise Http404
    return redirect(address + ending, permanent=True)
