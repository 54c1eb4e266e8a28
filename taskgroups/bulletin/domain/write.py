"""Writing issues, sections and articles. Where an address changes, the old one leads on to the new one."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from taskgroups.bulletin.addresses import free_slug, why_not_slug
from taskgroups.bulletin.domain.addresses import keeping_addresses
from taskgroups.bulletin.domain.found_by import keep_words_of
from taskgroups.bulletin.markdown import pictures_without_words
from taskgroups.bulletin.models import Article, Issue, Section
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.design.words import day as in_words
from taskgroups.people.models import Person

FIRST_SECTIONS = ("School improvement", "Training and events", "News")


@dataclass(frozen=True)
class Words:
    """What an article says. An empty `slug` is made from the title."""

    title: str
    body: str
    summary: str = ""
    contributor: str = ""
    contact: str = ""
    slug: str = ""
    related: Article | None = None


@transaction.atomic
def add_issue(*, by: Person, day: date, intro: str = "") -> Issue:
    """Begin an issue with the sections of the one before it. Raises Refused where the day has one."""
    _refuse_second(day)
    now = timezone.now()
    before = Issue.objects.filter(day__lt=day).first()
    names = list(before.sections.values_list("name", flat=True)) if before else list(FIRST_SECTIONS)
    made = Issue.objects.create(day=day, intro=intro, made_by=by, made_at=now, changed_at=now)
    for name in names:
        add_section(by=by, issue=made, name=name)
    audit.note(by=by, verb="began an issue of Heads Up", about=in_words(day))
    return made


@transaction.atomic
def change_issue(*, by: Person, issue: Issue, day: date, intro: str) -> Issue:
    """Change the day and the words at its head. Raises Refused where another issue has the day."""
    if day != issue.day:
        _refuse_second(day)
    with keeping_addresses(issue):
        issue.day, issue.intro, issue.changed_at = day, intro, timezone.now()
        issue.save(update_fields=["day", "intro", "changed_at"])
    audit.note(by=by, verb="changed an issue of Heads Up", about=in_words(day))
    return issue


def _refuse_second(day: date) -> None:
    if Issue.objects.filter(day=day).exists():
        raise Refused(f"There is an issue of {in_words(day)} already. Open it, or choose another day.", "day")


@transaction.atomic
def add_section(*, by: Person, issue: Issue, name: str, slug: str = "") -> Section:
    """Add a section at the end of an issue. Raises Refused."""
    taken = set(issue.sections.values_list("slug", flat=True))
    if slug and (told := why_not_slug(slug, taken)):
        raise Refused(told, "slug")
    position = issue.sections.count() + 1
    return Section.objects.create(issue=issue, name=name, slug=slug or free_slug(name, taken), position=position)


@transaction.atomic
def change_section(*, by: Person, section: Section, name: str, slug: str, position: int) -> Section:
    """Change a section's name, address and place. Raises Refused."""
    others = section.issue.sections.exclude(pk=section.pk)
    taken = set(others.values_list("slug", flat=True))
    if slug and (told := why_not_slug(slug, taken)):
        raise Refused(told, "slug")
    with keeping_addresses(section.issue):
        section.name, section.slug, section.position = name, slug or free_slug(name, taken), position
        section.save(update_fields=["name", "slug", "position"])
    for article in section.articles.select_related("section"):
        keep_words_of(article)
    audit.note(by=by, verb="changed a section of Heads Up", about=name)
    return section


@transaction.atomic
def remove_section(*, by: Person, section: Section) -> None:
    """Take an empty section away. Raises Refused where it holds articles."""
    if section.articles.exists():
        raise Refused("There are articles in this section. Move them to another section first.")
    section.delete()
    audit.note(by=by, verb="removed a section of Heads Up", about=section.name)


@transaction.atomic
def add_article(*, by: Person, section: Section, words: Words) -> Article:
    """Begin an article as a draft at the end of a section. Raises Refused."""
    taken = set(section.articles.values_list("slug", flat=True))
    slug = _slug(words, taken)
    now = timezone.now()
    made = Article(section=section, slug=slug, position=section.articles.count() + 1, made_at=now)
    _say(made, words, by)
    made.save()
    keep_words_of(made)
    audit.note(by=by, verb="began an article of Heads Up", about=words.title)
    return made


@transaction.atomic
def change_article(*, by: Person, article: Article, section: Section, words: Words, base: int) -> Article:
    """Change what an article says, or its place. Raises Refused; ChangedMeanwhile where `base` is not its version."""
    article = Article.objects.select_for_update(of=("self",)).select_related("section__issue").get(pk=article.pk)
    if article.version != base:
        raise ChangedMeanwhile(article, what="this article")
    taken = set(section.articles.exclude(pk=article.pk).values_list("slug", flat=True))
    slug = _slug(words, taken)
    with keeping_addresses(article.section.issue):
        if section.pk != article.section_id:
            article.position = section.articles.count() + 1
        article.section, article.slug, article.version = section, slug, article.version + 1
        _say(article, words, by)
        article.save()
    keep_words_of(article)
    audit.note(by=by, verb="changed an article of Heads Up", about=words.title, version=article.version)
    return article


def _slug(words: Words, taken: set[str]) -> str:
    if words.slug and (told := why_not_slug(words.slug, taken)):
        raise Refused(told, "slug")
    return words.slug or free_slug(words.title, taken)


def _say(article: Article, words: Words, by: Person) -> None:
    if silent := pictures_without_words(words.body):
        raise Refused(
            f"A picture has no words for those who cannot see it. Write what it shows: ![what it shows]({silent[0]}).",
            "body",
        )
    article.title, article.body, article.summary = words.title, words.body, words.summary
    article.contributor, article.contact = words.contributor, words.contact
    article.related = None if words.related and words.related.pk == article.pk else words.related
    article.written_by, article.changed_at = by, timezone.now()
