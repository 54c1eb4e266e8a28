"""Refuses a view that does not say who may open it, and what no view could use."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict

from taskgroups.kit.access.declare import stated


class DeclaredAccessMiddleware:
    """Every view carries `@access(...)` or `@public("why")`, or it does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if stated(view) is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__qualname__} does not say who may open it.")
        _without_nul(request)


def _without_nul(request: HttpRequest) -> None:
    """Take the character NUL out of what was sent: no text holds one, and PostgreSQL refuses it."""
    if "\0" in request.path:
        raise Http404
    for sent in (request.GET, request.POST if request.method == "POST" else QueryDict()):
        _clean(sent)


def _clean(sent: QueryDict) -> None:
    holding = [name for name in sent if any("\0" in value for value in sent.getlist(name))]
    sent._mutable = bool(holding)  # nobody has read it yet
    for name in holding:
        sent.setlist(name, [value.replace("\0", "") for value in sent.getlist(name)])
    sent._mutable = False
