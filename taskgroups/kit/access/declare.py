"""The two ways a view may say who opens it. A view that says neither is refused by the middleware."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from taskgroups.kit.access import held

View = Callable[..., HttpResponseBase]
Finder = Callable[..., Any]


@dataclass(frozen=True)
class Statement:
    """What a view says of itself: open to all with a reason, or found through a person."""

    public: bool
    why: str
    finder: Finder | None = None


def public(why: str) -> Callable[[View], View]:
    """Mark a view as open without signing in, and say why."""
    if not why:
        raise ValueError("Say why this page is public.")

    def mark(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        opened.stated = Statement(True, why)  # type: ignore[attr-defined]
        return opened

    return mark


def access(finder: Finder) -> Callable[[View], View]:
    """Give the view what `finder` finds for the person who asks.

    `finder(person, **some of the address's parts)` returns the object, or None where there is nothing for this
    person; then the page is not found (404), so what is not theirs cannot be told from what is not there. Its
    docstring says who may. The view receives `(request, found, **the other parts of the address)`.
    Someone who is not signed in is asked to; what they were sending is kept.
    """
    why = (finder.__doc__ or "").strip().split("\n")[0]
    if not why:
        raise ValueError(f"{finder.__qualname__} needs a docstring that says who may.")
    wanted = list(inspect.signature(finder).parameters)[1:]

    def mark(view: View) -> View:
        @wraps(view)
        def found_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return held.ask_to_sign_in(request)
            found = finder(request.user, **{name: kwargs.pop(name) for name in wanted if name in kwargs})
            if found is None:
                raise Http404
            return view(request, found, *args, **kwargs)

        found_first.stated = Statement(False, why, finder)  # type: ignore[attr-defined]
        return found_first

    return mark


def stated(view: Callable[..., HttpResponse] | Any) -> Statement | None:
    """Return what a view says of who may open it, or None where it says nothing."""
    return getattr(view, "stated", None)
