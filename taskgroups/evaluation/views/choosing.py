"""Which framework version and which area an address speaks of."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest
from django.utils import timezone

from taskgroups.evaluation.picture import AreaState, Picture
from taskgroups.evaluation.queries import pack_for
from taskgroups.frameworks.pack import Pack
from taskgroups.frameworks.shelf import pack_on


def pack_asked(request: HttpRequest) -> Pack:
    """Return the framework version the form or the address names, else the one in force today. 404 for no such one."""
    found = pack_for(request.POST.get("pack") or request.GET.get("pack"))
    if found is None:
        raise Http404
    return found


def query_of(pack: Pack) -> str:
    """Return what an address needs to stay with this framework version: nothing for the one in force."""
    return "" if pack == pack_on(timezone.localdate()) else f"?pack={pack.slug}"


def others(pack: Pack, known: Iterable[Pack]) -> list[Pack]:
    """Return the framework versions a page may lead to besides its own: the one in force, and those known."""
    found = {one.slug: one for one in (pack_on(timezone.localdate()), *known)}
    return [one for one in found.values() if one.slug != pack.slug]


def area_in(picture: Picture, slug: str) -> AreaState:
    """Return the area of the picture. 404 where there is none, or the school has no such provision."""
    found = picture.area(slug)
    if found is None:
        raise Http404
    return found
