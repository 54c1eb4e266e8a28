"""Old addresses lead on: what an issue's addresses were before a change is kept where they are others after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from taskgroups.bulletin.addresses import slug_of_day
from taskgroups.bulletin.models import Article, FormerAddress, Issue, Section

Place = tuple[str, int]


@contextmanager
def keeping_addresses(issue: Issue) -> Iterator[None]:
    """Keep the addresses that what is done inside takes away from the issue, its sections and its articles."""
    before = _addresses(issue.pk)
    yield
    after = _addresses(issue.pk)
    moved = {place: old for place, old in before.items() if after.get(place, old) != old}
    FormerAddress.objects.filter(address__in=[*moved.values(), *after.values()]).delete()
    FormerAddress.objects.bulk_create(
        FormerAddress(address=old, **{f"{kind}_id": key}) for (kind, key), old in moved.items()
    )


def _addresses(issue_pk: int) -> dict[Place, str]:
    """Every address of an issue below /heads-up/, by what it leads to."""
    issue = Issue.objects.get(pk=issue_pk)
    day = slug_of_day(issue.day)
    found: dict[Place, str] = {("issue", issue.pk): day}
    for one in Section.objects.filter(issue=issue):
        found["section", one.pk] = f"{day}/{one.slug}"
    for article in Article.objects.filter(section__issue=issue).select_related("section"):
        found["article", article.pk] = f"{day}/{article.section.slug}/{article.slug}"
    return found
