"""A school's pages as an audience would get them: the very views those people open, called for a stand-in."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from django.http import Http404, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from taskgroups.assurance.sharing.shown import shown, styles_of
from taskgroups.people.asking import Asked
from taskgroups.schools.models import School
from taskgroups.schools.stand_in import stand_in

# Pages that are read, and change nothing. What each shows is decided by its own finder and queries, for the stand-in.
PAGES = {
    "school", "school-evaluation", "school-evaluation-area", "school-evaluation-history", "school-evidence",
    "school-evidence-item", "school-evidence-coverage", "school-improvement", "school-progress", "school-actions",
    "school-action", "school-risk", "school-task-groups", "task-group-record",
}  # fmt: skip


@dataclass(frozen=True)
class Sight:
    """What an audience gets at an address: the body of the page, '' where they find nothing, and its style sheets."""

    body: str
    styles: list[str]


def as_they_see(request: Asked, school: School, audience: int, proposed: Mapping[str, int], at: str) -> Sight:
    """Return the page at an address as an audience of the school would get it, were each thing shared as proposed."""
    page = _page(request, school, audience, proposed, at)
    asked = {"seer": str(audience), **{thing: str(far) for thing, far in proposed.items()}}

    def follow(link: str) -> str:
        """Where a link leads within the preview; nowhere, if not to another of these pages."""
        to = urlsplit(urljoin(at, link))
        if to.scheme or to.netloc or _match(school, to.path) is None:
            return ""
        inner = f"{to.path}?{to.query}" if to.query else to.path
        return f"{reverse('school-sharing-seen', args=[school.urn])}?{urlencode({**asked, 'at': inner})}#seen"

    return Sight(shown(page, follow), styles_of(page)) if page else Sight("", [])


def _page(request: Asked, school: School, audience: int, proposed: Mapping[str, int], at: str) -> str:
    asked = urlsplit(at)
    match = _match(school, asked.path)
    if match is None:
        return ""
    inner = copy(request)
    inner.user = stand_in(school, audience, proposed)
    inner.path = inner.path_info = asked.path
    inner.META = {**request.META, "QUERY_STRING": asked.query, "PATH_INFO": asked.path}
    inner.GET = QueryDict(asked.query)
    try:
        answer = match.func(inner, *match.args, **match.kwargs)
    except Http404:
        return ""
    return str(answer.content.decode()) if answer.status_code == 200 else ""


def _match(school: School, path: str) -> ResolverMatch | None:
    """What an address stands for, if that is a page of this school."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    own = found.kwargs.get("urn", school.urn) == school.urn
    return found if own and found.url_name in PAGES else None
