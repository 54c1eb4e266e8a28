"""What is read of the bulletin: what anybody may read at a moment, and what editors have on their desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from taskgroups.bulletin.addresses import slug_of_day
from taskgroups.bulletin.markdown import Shown
from taskgroups.bulletin.models import Article, Comment, FormerAddress, FoundBy, Issue, Picture, Section
from taskgroups.bulletin.searched import terms_of

MOST_PRINTED = 50  # comments printed with one article


@dataclass(frozen=True)
class SectionOut:
    """A section of an issue with its articles that anybody may read."""

    section: Section
    articles: Sequence[Article]


def article_out(day: date, section: str, article: str, moment: datetime) -> Article | None:
    """Return a published article by its address."""
    found = Article.objects.published(moment).filter(section__issue__day=day, section__slug=section, slug=article)
    return found.select_related("section__issue", "related__section__issue").first()


def issue_out(day: date, moment: datetime) -> Issue | None:
    """Return an issue of which anybody may read something."""
    return Issue.objects.published(moment).filter(day=day).first()


def latest_issue(moment: datetime) -> Issue | None:
    """Return the newest issue of which anybody may read something."""
    return Issue.objects.published(moment).first()


def sections_out(issue: Issue, moment: datetime, section: str = "") -> list[SectionOut]:
    """Return the sections of an issue (or the one named) with what anybody may read of them, no empty ones."""
    found = Article.objects.published(moment).filter(section__issue=issue).placed()
    if section:
        found = found.filter(section__slug=section)
    by_section: dict[int, list[Article]] = {}
    for one in found:
        by_section.setdefault(one.section_id, []).append(one)
    return [SectionOut(articles[0].section, articles) for articles in by_section.values()]


def changed_at(articles: Sequence[Article]) -> datetime | None:
    """Return when the newest of these came out or was changed."""
    moments = [moment for one in articles for moment in (one.changed_at, one.published_at, one.said_at) if moment]
    return max(moments, default=None)


def archive(moment: datetime) -> QuerySet[Issue]:
    """Return every issue anybody may read, the newest first, each with how many articles it has."""
    out = Q(sections__articles__state=Article.State.PUBLISHED, sections__articles__published_at__lte=moment)
    counted = Issue.objects.annotate(many=Count("sections__articles", filter=out))
    return counted.filter(many__gt=0).order_by("-day")


def search(words: str, moment: datetime) -> list[int]:
    """Return the published articles that hold every word, themselves or in a published comment, newest issue first.

    None for an empty search. Their keys alone: all are looked through once, and a page shows thirty.
    """
    terms = terms_of(words)
    if not terms:
        return []
    found = Article.objects.published(moment)
    for term in terms:
        found = found.filter(pk__in=FoundBy.objects.filter(_holds(term)).values("article"))
    order = ("-section__issue__day", "section__position", "position")
    return list(found.order_by(*order).values_list("pk", flat=True))


def in_this_order(keys: Sequence[int]) -> list[Article]:
    """Return the articles of these keys, in their order, with section and issue."""
    found = Article.objects.select_related("section__issue").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def said_of(articles: Sequence[Article], words: str) -> dict[int, int]:
    """Return under how many published comments of each of these articles one of the words stands, by its key."""
    any_of = reduce(or_, (Q(_holds(term)) for term in terms_of(words)), Q(pk=None))
    said = FoundBy.objects.filter(any_of, article__in=articles, comment__state=Comment.State.PUBLISHED)
    return dict(said.values_list("article").annotate(many=Count("comment", distinct=True)))


def _holds(term: str) -> GreaterThan:
    """That what is found by holds a term, as it is: far faster than LIKE, for which some signs are special too."""
    return GreaterThan(StrIndex("words", Value(term)), 0)


def said_under(articles: Sequence[Article]) -> dict[int, list[Comment]]:
    """Return the published comments of these articles, the oldest first, by the key of the article. One query."""
    found: dict[int, list[Comment]] = {}
    said = Comment.objects.filter(article__in=articles, state=Comment.State.PUBLISHED).defer("email", "came_from")
    for one in said.order_by("written_at", "pk"):
        found.setdefault(one.article_id, []).append(one)
    return found


def said_last(article: Article, most: int) -> list[Comment]:
    """Return the published comments of an article that came last, the newest first."""
    said = article.comments.filter(state=Comment.State.PUBLISHED).defer("email", "came_from")
    return list(said.order_by("-decided_at", "-pk")[:most])


def newest(moment: datetime, most: int) -> list[Article]:
    """Return the articles that came out last."""
    return list(Article.objects.published(moment).select_related("section__issue").order_by("-published_at")[:most])


def pictures_of(articles: Sequence[Article]) -> dict[str, Shown]:
    """Return the pictures of these articles as pages show them, by their ids."""
    found = Picture.objects.filter(article__in=articles)
    return {one.public_id: Shown(one.get_absolute_url(), one.alt, one.width, one.height) for one in found}


def leads_on(day: date, section: str, article: str, moment: datetime) -> str:
    """Return where an address leads now that led somewhere once, or '' where it never did or nobody may read it."""
    address = "/".join(part for part in (slug_of_day(day), section, article) if part)
    former = FormerAddress.objects.filter(address=address).select_related(
        "issue", "section__issue", "article__section__issue"
    )
    found = former.first()
    if found is None:
        return ""
    if found.article:
        return found.article.get_absolute_url() if found.article.is_out(moment) else ""
    place = found.section or found.issue
    return place.get_absolute_url() if place else ""


def desk(moment: datetime) -> QuerySet[Issue]:
    """Return every issue for editors, the newest first, with how many articles are in which state."""
    state = Article.State
    kinds = {
        "drafts": Q(sections__articles__state=state.DRAFT),
        "waiting": Q(sections__articles__state=state.REVIEW),
        "coming": Q(sections__articles__state=state.PUBLISHED, sections__articles__published_at__gt=moment),
        "out": Q(sections__articles__state=state.PUBLISHED, sections__articles__published_at__lte=moment),
    }
    counts = {name: Count("sections__articles", filter=one) for name, one in kinds.items()}
    return Issue.objects.order_by("-day").annotate(**counts)
