"""Refuses a view that does not say who may open it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase

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
